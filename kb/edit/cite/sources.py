"""What a source named on the command line is, and the works that a file or the network gives."""

from __future__ import annotations

import re
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from kb.edit.cite import atom, bibtex, csl, page
from kb.edit.cite.found import Found, NotReadError, arxiv_id, arxiv_in, doi_in, found

if TYPE_CHECKING:
    from collections.abc import Callable

    Fetch = Callable[[str, str], str]

LARGEST: Final = 8 * 1024 * 1024
"""Bytes a bibliography may have."""

SECONDS: Final = 10
LARGEST_ANSWER: Final = 4 * 1024 * 1024
"""Bytes of an answer that are read."""

OFFLINE: Final = (
    "without the network, give a BibTeX or CSL-JSON file, or type the fields: "
    "--title … --author … --date … --type …"
)


def named(source: str) -> Found | None:
    """What the name of a source alone tells: an arXiv id, a DOI or a web address.

    None where it is a file.

    Raises:
        NotReadError: if it is none of these.
    """
    if id_ := arxiv_id(source) or (arxiv_in(source) if "://" in source else None):
        return found({"arxiv": id_})
    if doi := doi_in(source):
        return found({"doi": doi})
    if re.match(r"https?://", source):
        address = found({"url": source})
        if address.notes:
            raise NotReadError(address.notes[0].partition(": ")[2])
        return address
    if Path(source).is_file():
        return None
    what = f"there is no file {source}" if "." in source else f"`{source}` is no source"
    raise NotReadError(
        f"{what}; a source is arxiv:1805.00899, doi:10.…, https://…, or a BibTeX or CSL-JSON file"
    )


def works_at(locator: Found, fetch: Fetch) -> list[Found]:
    """The works that the network tells of an arXiv id, a DOI or a web address.

    Raises:
        NotReadError: if there is no answer, or none that can be read.
    """
    fields = locator.fields
    if "arxiv" in fields:
        address = f"https://export.arxiv.org/api/query?id_list={fields['arxiv']}"
        return atom.works(fetch(address, "application/atom+xml"))
    if "doi" in fields:
        address = f"https://doi.org/{quote(fields['doi'])}"
        return csl.works(fetch(address, "application/vnd.citationstyles.csl+json"))
    return page.works(fetch(fields["url"], "text/html"), fields["url"])


def works_in(file: Path) -> list[Found]:
    """The works in a BibTeX or CSL-JSON file.

    Raises:
        NotReadError: if the file is neither; the message names it.
    """
    try:
        if file.stat().st_size > LARGEST:
            raise NotReadError(f"{file}: the file has more than {LARGEST:,} bytes")
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotReadError(f"{file}: the file is not UTF-8") from error
    except OSError as error:
        raise NotReadError(f"{file}: {error.strerror}") from error
    try:
        return csl.works(text) if text.lstrip()[:1] in {"[", "{"} else bibtex.works(text)
    except NotReadError as error:
        raise NotReadError(f"{file}: {error}") from error


def fetch(address: str, accept: str) -> str:
    """What an address answers, as text.

    Raises:
        NotReadError: if there is no answer; the message says how to go on without one.
    """
    if not address.startswith("https://"):
        raise NotReadError(f"{address} does not start with https://; {OFFLINE}")
    try:
        request = Request(  # noqa: S310 - https alone, see above
            address, headers={"Accept": accept, "User-Agent": "alignment-kb"}
        )
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            data: bytes = answer.read(LARGEST_ANSWER)
    except HTTPError as error:
        error.close()
        raise NotReadError(f"{address} answers {error.code} {error.reason}; {OFFLINE}") from error
    except (OSError, ValueError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise NotReadError(f"{address} does not answer ({reason}); {OFFLINE}") from error
    return data.decode("utf-8", "replace")
