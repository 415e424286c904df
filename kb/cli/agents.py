"""The command that serves agents."""

from __future__ import annotations

from kb.cli import options
from kb.cli.options import Entries


def mcp(entries: Entries = None) -> None:
    """Serve the base to language-model agents, over the Model Context Protocol."""
    from kb.agents import serve

    serve(options.base(entries))
