"""One question to the network, answered within ten seconds or not at all."""

from __future__ import annotations

from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from kb.edit.cite.found import NotReadError

SECONDS: Final = 10
LARGEST: Final = 4 * 1024 * 1024
"""Bytes of an answer that are read."""

OFFLINE: Final = (
    "without the network, give a BibTeX or CSL-JSON file, or type the fields: "
    "--title … --author … --date … --type …"
)


def fetch(address: str, accept: str) -> str:
    """What an address answers, as text.

    Args:
        address: starting with https://.
        accept: the type of answer that is asked for.

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
            data: bytes = answer.read(LARGEST)
    except HTTPError as error:
        error.close()
        raise NotReadError(f"{address} answers {error.code} {error.reason}; {OFFLINE}") from error
    except (OSError, ValueError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise NotReadError(f"{address} does not answer ({reason}); {OFFLINE}") from error
    return data.decode("utf-8", "replace")
