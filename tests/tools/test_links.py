"""The link check tells apart what is gone, what moved, what refuses programs, what is silent."""

from __future__ import annotations

import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

import pytest

from kb.model import Work
from tools.links import Address, Outcome, State, addresses, ask, ask_all, main, report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Pages(BaseHTTPRequestHandler):
    """A site whose paths say how they answer."""

    asked: ClassVar[list[str]] = []

    def do_HEAD(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        path = self.path.strip("/")
        if path == "get-only":
            self.send_response(405 if self.command == "HEAD" else 200)
        elif path.startswith("to-"):
            status, _, target = path.removeprefix("to-").partition("-")
            self.send_response(int(status))
            self.send_header("Location", target if ":" in target else f"/{target}")
        elif path == "cut":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        else:
            self.send_response(int(path))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 - the name is the server's

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "state", "detail"),
    [
        ("200", State.OK, ""),
        ("get-only", State.OK, ""),
        ("to-302-200", State.OK, ""),
        ("to-301-to-302-200", State.OK, ""),
        ("401", State.REFUSED, "401"),
        ("403", State.REFUSED, "403"),
        ("429", State.REFUSED, "429"),
        ("to-301-403", State.REFUSED, "403"),
        ("404", State.DEAD, "404"),
        ("410", State.DEAD, "410"),
        ("to-301-404", State.DEAD, "404"),
        ("to-302-ftp://127.0.0.1/x", State.DEAD, "leads to ftp://127.0.0.1/x"),
        ("500", State.UNREACHABLE, "500"),
        ("503", State.UNREACHABLE, "503"),
    ],
)
def test_an_answer_is_judged(site: str, path: str, state: State, detail: str) -> None:
    address = Address("reed-2021-vines", "url", f"{site}/{path}")

    assert ask(address) == Outcome(address, state, detail)


@pytest.mark.parametrize("path", ["to-301-200", "to-308-200", "to-301-to-308-200"])
def test_a_lasting_redirect_names_the_new_place(site: str, path: str) -> None:
    outcome = ask(Address("reed-2021-vines", "url", f"{site}/{path}"))

    assert (outcome.state, outcome.detail) == (State.MOVED, f"{site}/200")


def test_a_circle_of_redirects_is_dead(site: str) -> None:
    outcome = ask(Address("w", "url", f"{site}/{'to-302-' * 9}200"))

    assert (outcome.state, outcome.detail) == (State.DEAD, "more than 8 redirects")


def test_a_resolver_that_points_elsewhere_is_good_and_not_followed(site: str) -> None:
    Pages.asked.clear()

    outcome = ask(Address("w", "doi", f"{site}/to-302-404", resolver=True))

    assert (outcome.state, Pages.asked) == (State.OK, ["HEAD /to-302-404"])


def test_a_line_that_is_cut_is_unreachable(site: str) -> None:
    assert ask(Address("w", "url", f"{site}/cut")).state is State.UNREACHABLE


def test_a_host_where_nobody_answers_is_unreachable() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        outcome = ask(Address("w", "url", f"http://127.0.0.1:{held.getsockname()[1]}/"), timeout=5)

    assert outcome.state is State.UNREACHABLE


def test_outcomes_come_in_the_order_of_the_questions(site: str) -> None:
    asked = [Address(f"w-{path}", "url", f"{site}/{path}") for path in ("404", "200", "403")]

    outcomes = ask_all(asked, pause=0)

    assert [outcome.state for outcome in outcomes] == [State.DEAD, State.OK, State.REFUSED]


def test_every_locator_of_a_work_is_asked() -> None:
    work = Work(
        title="On Vines",
        type="book",
        authors=("Ada Reed",),
        date="2021",
        url="https://vines.invalid/a",
        doi="10.1000/x<y>",
        arxiv="2105.01337",
    )

    assert [(one.field, one.url) for one in addresses([("w", work)])] == [
        ("url", "https://vines.invalid/a"),
        ("doi", "https://doi.org/10.1000/x%3Cy%3E"),
        ("arxiv", "https://arxiv.org/abs/2105.01337"),
    ]


def test_a_report_keeps_the_dead_apart_from_those_that_refuse() -> None:
    dead = Outcome(Address("a", "url", "https://a.invalid/`|@all"), State.DEAD, "404")
    shy = Outcome(Address("b", "doi", "https://b.invalid/"), State.REFUSED, "403")

    assert report([dead, shy], "2026-11-21") == (
        "2 addresses of works were asked on 2026-11-21.\n\n"
        "### Dead: 1\n\n"
        "The server says that there is nothing here. Find the new place or a stored copy.\n\n"
        "| work | field | address | answer |\n|---|---|---|---|\n"
        "| a | url | `https://a.invalid/'%7C@all` | `404` |\n\n"
        "unreachable: 0\n\n"
        "moved: 0\n\n"
        "### Refused: 1\n\n"
        "The server does not answer programs (401, 403, 429). Look with a browser.\n\n"
        "| work | field | address | answer |\n|---|---|---|---|\n"
        "| b | doi | `https://b.invalid/` | `403` |\n\n"
        "ok: 0\n"
    )


def test_a_base_without_addresses_gives_an_empty_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--entries", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("0 addresses of works were asked on ")


def test_a_round_without_a_network_is_not_a_round_without_mistakes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work = tmp_path / "works" / "reed-2021-vines.yaml"
    work.parent.mkdir()
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}/"
        work.write_text(f"title: T\ntype: book\nauthors: [A]\ndate: 2021\nurl: {url}\n", "utf-8")
        code = main(["--entries", str(tmp_path), "--pause", "0"])

    assert (code, capsys.readouterr().err) == (3, "no address answered; is there a network?\n")
