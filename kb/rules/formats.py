"""Findings for machines: workflow annotations, JSON, SARIF."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from kb.findings import Severity
from kb.rules import RULES, explanation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.findings import Finding, Fix, Span

ANNOTATIONS: Final = 10
"""Annotations that GitHub shows for one step; more are dropped silently."""


def as_json(findings: Iterable[Finding]) -> str:
    """Findings as a JSON list; lines and columns count from 1."""
    return json.dumps([_plain(finding) for finding in findings], ensure_ascii=False, indent=2)


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "slug": RULES[finding.code].slug,
        "severity": str(finding.severity),
        "path": finding.path,
        **finding.span._asdict(),
        "message": finding.message,
        "help": [*finding.notes, *finding.help],
        "fix": {**finding.fix.span._asdict(), "text": finding.fix.text} if finding.fix else None,
    }


def as_annotations(findings: Sequence[Finding]) -> str:
    """Findings as GitHub workflow commands: the first ten, errors before warnings."""
    ranked = sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR)
    return "\n".join(_annotation(finding) for finding in ranked[:ANNOTATIONS])


def _annotation(finding: Finding) -> str:
    span = finding.span
    places = {
        "file": finding.path,
        "line": span.line,
        "col": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
        "title": f"{finding.code} {RULES[finding.code].slug}",
    }
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
    message = "\n".join([finding.message, *finding.notes, *finding.help])
    return f"::{finding.severity} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: Iterable[Finding], version: str) -> str:
    """Findings in order as a SARIF 2.1.0 log of a version of this tool."""
    listed = list(findings)
    used = sorted({finding.code for finding in listed})
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "kb",
                        "version": version,
                        "rules": [_sarif_rule(code) for code in used],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_sarif_result(finding, used) for finding in listed],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _sarif_rule(code: str) -> dict[str, Any]:
    rule = RULES[code]
    return {
        "id": code,
        "name": rule.slug,
        "shortDescription": {"text": rule.meaning},
        "fullDescription": {"text": f"{rule.meaning} {rule.why}"},
        "help": {"text": explanation(rule)},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _sarif_result(finding: Finding, used: list[str]) -> dict[str, Any]:
    where = {"uri": quote(finding.path), "uriBaseId": "%SRCROOT%"}
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": used.index(finding.code),
        "level": str(finding.severity),
        "message": {"text": "\n".join([finding.message, *finding.notes, *finding.help])},
        "locations": [
            {"physicalLocation": {"artifactLocation": where, "region": _region(finding.span)}}
        ],
    }
    if finding.fix:
        result["fixes"] = [_sarif_fix(finding.fix, where)]
    return result


def _sarif_fix(fix: Fix, where: dict[str, str]) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(fix.span), "insertedContent": {"text": fix.text}}
    change = {"artifactLocation": where, "replacements": [replacement]}
    what = f"write `{fix.text}`" if fix.text else "delete it"
    return {"description": {"text": what}, "artifactChanges": [change]}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
