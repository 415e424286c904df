"""What those who check types see of entries: fields by name, and slips of the pen."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kb.base import Entry
from kb.model import MODELS
from kb.model.fields import fields_of
from kb.model.written import Written
from shell import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """\
import kb

base = kb.load("somewhere")
for entry in base.proposals.where(addresses="elk"):
    print(entry.thesis, entry.status.label, [one.work for one in entry.sources], entry.why())
    print(entry.tittle)
print(base.propsals, base["rlhf"].assumess)
"""
SLIPS = ("tittle", "propsals", "assumess")


def test_every_field_of_every_kind_is_named_for_those_who_check_types() -> None:
    fields = {field.attribute for model in MODELS.values() for field in fields_of(model).values()}
    assert {*Written.__annotations__} == fields - {*vars(Entry)}


def said(checker: list[str], tmp_path: Path) -> str:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, "utf-8")
    done = subprocess.run(
        [*checker, script], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout


@pytest.mark.slow
def test_mypy_sees_slips_and_nothing_else(tmp_path: Path) -> None:
    told = said([sys.executable, "-m", "mypy"], tmp_path)
    errors = [line for line in told.splitlines() if ": error:" in line]
    assert [slip for slip in SLIPS if f'"{slip}"' in told] == [*SLIPS]
    assert len(errors) == len(SLIPS), told


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pyright"), reason="needs pyright")
def test_pyright_sees_slips_and_nothing_else(tmp_path: Path) -> None:
    told = said(["pyright", "--pythonpath", sys.executable], tmp_path)
    errors = [line for line in told.splitlines() if " - error:" in line]
    assert [slip for slip in SLIPS if f'"{slip}"' in told] == [*SLIPS]
    assert len(errors) == len(SLIPS), told
