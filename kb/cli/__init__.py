"""The command line: gather, call, show. No logic of its own."""

from __future__ import annotations

import sys

import typer

from kb.cli import (
    asking,
    checking,
    citing,
    editing,
    exporting,
    querying,
    serving,
    solving,
    surveying,
    viewing,
    writing,
)
from kb.errors import InvalidKnowledgeBase, KnowledgeBaseError

app = typer.Typer(
    name="kb",
    help="A map of AI alignment proposals and the critiques of them.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (
    asking.show,
    asking.find,
    asking.search,
    asking.why,
    asking.critiques,
    asking.path,
    asking.read,
    asking.compare,
    asking.positions,
    asking.changed,
    asking.tensions,
    asking.cruxes,
    asking.suppose,
    surveying.disagreements,
    surveying.as_seen_by,
    viewing.view,
    surveying.as_of,
    surveying.decisive,
    surveying.plans,
    surveying.alternatives,
    surveying.timeline,
    exporting.bib,
    querying.sql,
    querying.cypher,
    querying.sparql,
    exporting.export,
    asking.stats,
    serving.mcp,
    solving.solve,
    checking.check,
    checking.explain,
    writing.new,
    citing.cite,
    citing.schema,
    editing.fix,
    editing.fmt,
    editing.mv,
    editing.merge,
    editing.retire,
    editing.diff,
    serving.preview,
    serving.build,
    serving.serve,
):
    app.command()(_command)


def main() -> None:
    """Runs the command line; exits 0 clean, 1 findings, 2 usage, 3 internal error."""
    try:
        app()
    except InvalidKnowledgeBase as error:
        _stop(str(error), 1)
    except KnowledgeBaseError as error:
        _stop(f"kb: {error}", 2)
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        _stop(f"kb: {error.filename or 'the disk'}: {error.strerror or error}", 2)
    except Exception as error:  # noqa: BLE001 - the one place that decides what users see
        import traceback

        traceback.print_exc()
        _stop(f"kb: this is a mistake in kb itself: {error!r}", 3)


def _stop(message: str, code: int) -> None:
    typer.echo(message, err=True)
    sys.exit(code)
