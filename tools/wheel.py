"""What a wheel says of the entries in it: the day and the commit at which they last changed."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class State(BuildHookInterface[Any]):
    """Puts `kb/_commit` into a wheel, where there is a checkout; `kb.share.state` reads it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Asks git before the wheel is packed; an editable install asks git itself."""
        if version == "editable" or not (told := self._git("log", "-1", "--format=%cs %H")):
            return
        edited = "-edited" if self._git("status", "--porcelain") else ""
        file = Path(self.directory) / "commit"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{told}{edited}\n", "utf-8")
        build_data["force_include"][str(file)] = "kb/_commit"

    def finalize(self, *_: Any) -> None:
        """Leaves nothing beside the wheel."""
        (Path(self.directory) / "commit").unlink(missing_ok=True)

    def _git(self, *words: str) -> str:
        command = ["git", "-C", self.root, *words, "--", "entries"]
        try:
            done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
        except OSError:
            return ""
        return done.stdout.strip() if done.returncode == 0 else ""
