"""The base for language-model agents, over the Model Context Protocol: read-only, a few tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.errors import needed

if TYPE_CHECKING:
    from kb.base import KnowledgeBase

__all__ = ["serve"]


def serve(base: KnowledgeBase) -> None:
    """Answers one agent on standard input and output, until it hangs up.

    Raises:
        EngineMissing: where the extra `mcp` is not installed.
    """
    needed("mcp", "kb mcp", "mcp")
    from kb.agents.lines import answered  # noqa: PLC0415
    from kb.agents.server import server  # noqa: PLC0415

    with answered():
        server(base).run("stdio")
