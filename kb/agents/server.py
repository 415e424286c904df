"""The server: tools and resources of a base, in the words of the Model Context Protocol."""

from __future__ import annotations

import inspect
import types
from functools import wraps
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult, Completion, TextContent, ToolAnnotations
from pydantic import ValidationError

from kb.agents import words
from kb.agents.entry import whole
from kb.agents.sizes import clipped, data, plain, text
from kb.agents.tools import Tools
from kb.errors import KnowledgeBaseError
from kb.model.iri import HOME
from kb.model.words import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.base import KnowledgeBase
    from kb.model.parts import Model

ENTRY: Final = "kb://entry/{id}"

_YAML: Final = "application/yaml"
_LONGEST: Final = 2000
"""Characters of a message that says what is wrong."""

_MOST: Final = 100
"""Completions, as many as the protocol allows."""

_HINTS: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def server(base: KnowledgeBase) -> MCPServer[Any]:
    """The server that answers for a base; it can change nothing."""
    ask = Tools(base)
    asked = (
        ask.search,
        ask.entry,
        ask.critiques,
        ask.positions,
        ask.path,
        ask.suppose,
        ask.view,
        ask.cruxes,
        ask.tensions,
        ask.disagreements,
        ask.compare,
        ask.reading_order,
        ask.timeline,
    )
    found: MCPServer[Any] = MCPServer(
        "alignment-kb",
        title="Alignment Concepts",
        instructions=words.INSTRUCTIONS,
        website_url=HOME,
        version=version("alignment-kb"),
        tools=[_tool(one) for one in asked],
        log_level="WARNING",
    )
    _resources(found, base)
    return found


class _Tool(Tool):
    """A tool that says in plain words what is wrong with what it was given."""

    async def run(self, arguments: dict[str, Any], *given: Any, **also: Any) -> Any:
        try:
            self.fn_metadata.validate_arguments(arguments)
        except ValidationError as error:
            said = clipped("; ".join(dict.fromkeys(map(self._wrong, error.errors()))), _LONGEST)
            raise ToolError(f"Error executing tool {self.name}: {said}") from None
        return await super().run(arguments, *given, **also)

    def _wrong(self, error: Any) -> str:
        name = error["loc"][0]
        if error["type"] == "extra_forbidden":
            taken = ", ".join(self.parameters["properties"])
            return f"it takes no `{name}`, only {taken}"
        if error["type"] == "missing":
            return f"it needs `{name}`"
        return f"`{name}`: {error['msg'][0].lower()}{error['msg'][1:]}"


def _tool(ask: Callable[..., Model]) -> Tool:
    """A question as a tool, which refuses arguments that it does not know.

    It describes no answer: a model reads the names in it, and the descriptions were three quarters
    of all that an agent is given before it asks.
    """
    tool = _Tool.from_function(
        _answering(ask),
        title=ask.__name__.replace("_", " ").capitalize(),
        description=inspect.getdoc(ask),
        annotations=_HINTS,
    )
    asked: Any = tool.fn_metadata.arg_model
    strict: Any = types.new_class(asked.__name__, (asked,), {"extra": "forbid"})
    taken = tool.fn_metadata.model_copy(update={"arg_model": strict})
    schema = strict.model_json_schema(by_alias=True)
    return tool.model_copy(update={"parameters": schema, "fn_metadata": taken})


def _answering(ask: Callable[..., Model]) -> Callable[..., CallToolResult]:
    """A question that answers in both forms, and whose refusals reach the agent."""

    @wraps(ask)
    def answering(**given: Any) -> CallToolResult:
        try:
            answer = ask(**given)
        except KnowledgeBaseError as error:
            raise ToolError(clipped(str(error), _LONGEST)) from None
        said = TextContent(type="text", text=text(answer))
        return CallToolResult(content=[said], structured_content=data(answer))

    signature = inspect.signature(ask)
    answering.__signature__ = signature.replace(return_annotation=CallToolResult)  # type: ignore[attr-defined]
    return answering


def _resources(found: MCPServer[Any], base: KnowledgeBase) -> None:
    @found.resource(
        "kb://about",
        title="About the base",
        description="What the base is, how to take what it says, and how much it holds.",
        mime_type=_YAML,
    )
    def about() -> str:
        return plain(words.about(base))

    for kind in KINDS.values():
        _listing(found, base, kind.name)

    @found.resource(
        ENTRY,
        title="An entry",
        description="Everything that is recorded of an entry, with its account and its sources.",
        mime_type=_YAML,
    )
    def entry(id: str) -> str:  # noqa: A002 - the word for it everywhere in the base
        try:
            return text(whole(base, base.names.id(id)))
        except KnowledgeBaseError as error:
            raise ResourceNotFoundError(clipped(str(error), _LONGEST)) from None

    @found.completion()  # type: ignore[no-untyped-call, untyped-decorator]
    async def completion(_ref: Any, argument: Any, _context: Any) -> Completion:
        ids = [record.id for record in base.corpus if record.id.startswith(argument.value)]
        return Completion(values=ids[:_MOST], total=len(ids), has_more=len(ids) > _MOST)


def _listing(found: MCPServer[Any], base: KnowledgeBase, kind: str) -> None:
    @found.resource(
        f"kb://entries/{kind}",
        name=KINDS[kind].folder,
        title=KINDS[kind].plural,
        description=f"The ids and titles of all entries of this kind. {KINDS[kind].meaning}",
        mime_type=_YAML,
    )
    def listing() -> str:
        return plain(words.listing(base, kind))
