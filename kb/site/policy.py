"""The Content-Security-Policy of every page: what a browser may load and run on it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from mkdocs.commands.build import get_context
from mkdocs.plugins import BasePlugin

from kb.site.allowed import fingerprint, policy

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

_INSIDE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class Policy(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Tells templates what stands in the policy: the scripts that the theme itself writes.

    It finds them on a page without content, so that no entry can have a say in it.
    """

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Keeps the navigation, which a page needs to be rendered."""
        del config, files
        self.nav = nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Gives templates `policy(base_url)`."""

        @cache
        def policy_of(base_url: str) -> str:
            empty = get_context(self.nav, files, config, base_url=base_url)
            page = env.get_template("404.html").render({**empty, "policy": lambda _: ""})
            return policy(map(fingerprint, _INSIDE.findall(page)))

        env.globals["policy"] = policy_of
        return env
