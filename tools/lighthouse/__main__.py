"""Measures pages of the built site as a slow phone meets them: `make lighthouse`.

It needs npm, a Chromium, and a site that `kb build` made. Each page is opened a few times, and the
middle of what was measured counts. It prints a Markdown table and ends with 1 where a page falls
short.
"""

from __future__ import annotations

import functools
import gzip
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGES: Final = (
    "index.html",
    "proposals/rlhf.html",
    "critiques/human-evaluation-does-not-scale.html",
    "matrix.html",
    "map.html",
)
LEAST: Final = {"performance": 0.95, "accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}
_TIMES: Final = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
_SHIFT: Final = "cumulative-layout-shift"
_BUILT: Final = Path(__file__).parents[2] / "build"
_CHROMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SQUEEZED: Final = ("text/", "application/javascript", "application/json", "image/svg")


class _Served(SimpleHTTPRequestHandler):
    """Serves files as a host would: texts compressed, many files over one connection."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        pass

    def send_head(self) -> io.BytesIO | None:
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return None
        kind, data = self.guess_type(str(file)), file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if "text/" in kind else kind)
        self.send_header("Cache-Control", "max-age=600")
        if kind.startswith(_SQUEEZED):
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)


@dataclass(frozen=True)
class Measured:
    """The middle of several measurements of a page."""

    page: str
    scores: dict[str, float]
    times: dict[str, float]
    """In milliseconds."""
    shift: float
    weight: float
    """Bytes that came over the wire."""
    elements: float

    @property
    def short(self) -> list[str]:
        """In what it falls short."""
        told = [name for name, least in LEAST.items() if self.scores[name] < least]
        return [*told, *(["layout shift"] if round(self.shift, 3) else [])]

    def row(self) -> str:
        """A line of the table."""
        scores = [f"{self.scores[name]:.2f}" for name in LEAST]
        times = [f"{value:,.0f} ms" for value in self.times.values()]
        cells = [self.page, *scores, *times, f"{self.shift:.3f}", f"{self.weight / 1024:.0f} KB"]
        return f"| {' | '.join([*cells, f'{self.elements:,.0f}'])} |"


HEAD: Final = (
    "| page | performance | accessibility | best practices | SEO | FCP | LCP | TBT | CLS "
    "| weight | elements |\n" + "|---" * 11 + "|"
)


def measured(page: str, reports: Sequence[dict[str, Any]]) -> Measured:
    """The middle of what several reports say of a page."""

    def middle(values: Iterator[float]) -> float:
        return statistics.median(values)

    def audit(name: str) -> float:
        return middle(float(one["audits"][name]["numericValue"]) for one in reports)

    return Measured(
        page,
        {n: middle(float(one["categories"][n]["score"]) for one in reports) for n in LEAST},
        {name: audit(name) for name in _TIMES},
        audit(_SHIFT),
        audit("total-byte-weight"),
        audit("dom-size"),
    )


def _report(address: str, program: Path, chrome: str) -> dict[str, Any]:
    told = subprocess.run(  # noqa: S603 - our own program
        [
            str(program),
            address,
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(LEAST)}",
            "--chrome-flags=--headless=new --no-sandbox",
        ],
        check=True,
        capture_output=True,
        env={**os.environ, "CHROME_PATH": chrome},
    )
    report: dict[str, Any] = json.loads(told.stdout)
    return report


def main(pages: Sequence[str], runs: int = 3) -> int:
    """Measures pages and prints the table."""
    site = _BUILT / "site"
    program = _BUILT / "lighthouse/node_modules/.bin/lighthouse"
    chrome = next(filter(None, map(shutil.which, _CHROMES)), "")
    for needed, why in ((site, "kb build"), (program, "make lighthouse")):
        if not needed.exists():
            sys.stderr.write(f"{needed} is missing: run `{why}` first\n")
            return 2
    found = []
    handler = functools.partial(_Served, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_address[1]}/"
        sys.stdout.write(f"{HEAD}\n")
        for page in pages:
            reports = [_report(home + page, program, chrome) for _ in range(runs)]
            found.append(measured(page, reports))
            sys.stdout.write(f"{found[-1].row()}\n")
            sys.stdout.flush()
        server.shutdown()
    for one in found:
        if one.short:
            sys.stdout.write(f"{one.page} falls short in {', '.join(one.short)}\n")
    return int(any(one.short for one in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or PAGES))
