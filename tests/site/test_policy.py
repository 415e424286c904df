"""The policy of a page is made of what our layout writes, and of nothing that an entry says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.site.allowed import fingerprint, policy
from kb.site.policy import guard

if TYPE_CHECKING:
    from pathlib import Path

OURS = 'scheme("light")'


def page(body: str = "") -> str:
    script = f"<script>{OURS}</script><script>same()</script>"
    return f'<html><head><meta charset="utf-8">\n{script}</head><body>{body}</body></html>'


def guarded(folder: Path, name: str, html: str) -> str:
    """A page of a small site, with the policy."""
    (folder / "404.html").write_text(page())
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(html)
    guard(folder)
    return file.read_text()


def meta(*scripts: str) -> str:
    """The policy that allows some scripts, as it stands on a page."""
    content = policy(map(fingerprint, scripts))
    return (
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{content}">'
    )


def test_a_page_gets_the_scripts_of_the_page_that_shows_no_entry(tmp_path: Path) -> None:
    for name in ("a.html", "works/a.html", "404.html"):
        assert meta(OURS, "same()") in guarded(tmp_path, name, page())


def test_a_script_in_the_text_of_a_page_is_not_allowed(tmp_path: Path) -> None:
    html = guarded(tmp_path, "a.html", page("<script>steal()</script>"))
    assert meta(OURS, "same()") in html


def test_a_page_that_has_its_policy_is_left_alone(tmp_path: Path) -> None:
    html = guarded(tmp_path, "a.html", page())
    assert guarded(tmp_path, "a.html", html) == html
