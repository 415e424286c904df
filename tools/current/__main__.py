"""New works that may bear on entries, as one issue: `python -m tools.current`.

It asks OpenAlex which works cite those that first set out a proposal or forecast, and the arXiv
which name one; what the base has is left out. It tells of works that were taken back, of those
that have another DOI now, and of entries at which nobody has looked for longest.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kb.edit.cite.sources import fetch
from kb.read import read_folder
from tools.current.asked import Asked, patient, recorded
from tools.current.issue import issue
from tools.current.news import gather

if TYPE_CHECKING:
    from tools.current.asked import Fetch


def main(arguments: list[str] | None = None, ask: Fetch = fetch) -> int:
    """Prints the issue: 0 nothing is new, 1 there is something to look at, 3 nobody answered."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.current",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--entries", type=Path, default=Path("entries"), metavar="DIR")
    parser.add_argument("--days", type=int, default=45, help="how far back works are looked for")
    parser.add_argument("--until", type=dt.date.fromisoformat, metavar="DAY", help="today, if not")
    parser.add_argument(
        "--from", dest="record", type=Path, metavar="FILE", help="answers that were kept"
    )
    parser.add_argument("--record", dest="keep", type=Path, metavar="FILE", help="keep the answers")
    given = parser.parse_args(arguments)
    until = given.until or dt.datetime.now(dt.UTC).date()
    since = until - dt.timedelta(days=given.days)
    ask = patient(ask)
    if given.record:
        kept = json.loads(given.record.read_text("utf-8"))
        since, until = (dt.date.fromisoformat(kept[name]) for name in ("since", "until"))
        ask = recorded(kept["answers"])
    corpus, _ = read_folder(given.entries)
    asked = Asked(ask)
    news = gather(corpus, asked, since, until)
    if given.keep:
        kept = {"since": f"{since}", "until": f"{until}", "answers": asked.answers}
        given.keep.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
    print(issue(corpus, news, asked.silent, since))
    if asked.silent and not asked.answers:
        return 3
    return int(bool(news.candidates or news.gone or news.moved))


if __name__ == "__main__":
    sys.exit(main())
