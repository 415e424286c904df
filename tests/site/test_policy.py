"""The policy of a page is made of what the theme writes, and of nothing that an entry says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.site.allowed import fingerprint, policy
from kb.site.policy import guard

if TYPE_CHECKING:
    from pathlib import Path

THEME = 'scope=new URL("{}",location)'


def page(root: str, body: str = "") -> str:
    script = f"<script>{THEME.format(root)}</script><script>same()</script>"
    return f'<html><head><meta charset="utf-8">\n{script}</head><body>{body}</body></html>'


def guarded(folder: Path, name: str, html: str) -> str:
    """A page of a small site, with the policy."""
    (folder / "404.html").write_text(page("/kb/"))
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


def test_a_page_gets_the_scripts_of_the_theme_as_they_are_at_its_depth(tmp_path: Path) -> None:
    for name, root in (("a.html", "."), ("works/a.html", ".."), ("404.html", "/kb/")):
        html = guarded(tmp_path, name, page(root))
        assert meta(THEME.format(root), "same()") in html


def test_a_script_in_the_text_of_a_page_is_not_allowed(tmp_path: Path) -> None:
    html = guarded(tmp_path, "a.html", page(".", "<script>steal()</script>"))
    assert meta(THEME.format("."), "same()") in html


def test_a_page_that_has_its_policy_is_left_alone(tmp_path: Path) -> None:
    html = guarded(tmp_path, "a.html", page("."))
    assert guarded(tmp_path, "a.html", html) == html
