"""The reference says what the code does: read beside the code at work, and beside other readers."""

from __future__ import annotations

import builtins
import inspect
import json
import re
import textwrap
from html import unescape
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from rdflib import Graph, URIRef

import kb
from kb.model import MODELS, Retired
from kb.model.iri import HOME, TERMS
from kb.model.words import KINDS, RELATIONS, Choice, Force, Status
from kb.read import RETIRED, Corpus
from kb.share.formats import FORMATS
from kb.share.formats.format import About
from kb.site import urls
from kb.site.cache import KEPT, kept
from kb.site.prose import Writer
from kb.site.reference import reference
from kb.site.reference.commands import GROUPS
from kb.site.reference.docstrings import Pen
from kb.site.reference.python import python_pages
from kb.site.reference.surface import exported, package
from shell import COMMAND

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kb.base import KnowledgeBase
    from kb.site.reference.python import Described, Member

_ID = re.compile(r'id="([^"]+)"|\{ #(\S+) \}')
_TAG = re.compile(r"<[^>]*>")
_PYTHON = ("knowledge-base", "entries", "values", "errors")
_OFFERED = sorted(kb.__all__)
_CLASSES = [name for name in _OFFERED if inspect.isclass(getattr(kb, name))]
_COMMANDS = list(COMMAND.commands)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def pages(root: Path) -> dict[str, str]:
    """Every page of the reference, by file."""
    return reference(root / "site/templates")


@pytest.fixture(scope="module")
def python(pages: dict[str, str]) -> str:
    """All pages of the Python interface."""
    return "\n".join(pages[f"reference/{name}.md"] for name in _PYTHON)


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], dict[str, Described | Member]]:
    """Tells of a package of one module that was never run: its classes and functions, by name."""

    def tell(text: str) -> dict[str, Described | Member]:
        (tmp_path / "made").mkdir()
        (tmp_path / "made/__init__.py").write_text(textwrap.dedent(text))
        found = python_pages(Corpus.of([]), exported(package("made", tmp_path)))
        return {one.id: one for page in found for sort in page.more for one in sort}

    return tell


def ids(page: str) -> set[str]:
    return {one or other for one, other in _ID.findall(page)}


def plain(html: str) -> str:
    return unescape(_TAG.sub("", html))


def section(page: str, id_: str) -> str:
    """A page from one anchor to the next heading."""
    return re.split(r"<h3|\n## ", page.partition(f'id="{id_}"')[2])[0]


def members(cls: type) -> list[str]:
    """What anyone finds on a class at run time, as far as it is this project's."""
    return [
        name
        for base in cls.__mro__
        if base.__module__.startswith("kb.")
        for name, member in vars(base).items()
        if not name.startswith("_")
        and (callable(member) or hasattr(member, "__get__"))
        and not inspect.ismemberdescriptor(member)
        and name not in getattr(cls, "__members__", ())
    ]


# ---- Python --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", _OFFERED)
def test_whatever_the_library_offers_has_its_place(name: str, python: str) -> None:
    assert name in ids(python)


@pytest.mark.parametrize("name", _CLASSES)
def test_every_method_found_at_run_time_has_its_place(name: str, python: str) -> None:
    places = ids(python)
    above = [base.__name__ for base in getattr(kb, name).__mro__]
    missing = [
        member
        for member in members(getattr(kb, name))
        if not any(f"{owner}.{member}" in places for owner in above)
    ]
    assert missing == []


@pytest.mark.parametrize("name", _OFFERED)
def test_every_public_name_has_a_docstring(name: str) -> None:
    what = getattr(kb, name)
    found = members(what) if name in _CLASSES else []
    silent = [m for m in found if not inspect.getdoc(inspect.getattr_static(what, m))]
    assert what.__doc__
    assert silent == []


@pytest.mark.parametrize("name", _OFFERED)
def test_every_documented_parameter_is_one(name: str, python: str) -> None:
    what = exported(package())[name]
    functions = [what] if what.is_function else list(what.all_members.values())
    for function in functions:
        if function.is_function and f'id="{name}.{function.name}"' in python:
            listed = section(python, f"{name}.{function.name}")
            taken = listed.partition(">Takes</p>")[2].partition("</dl>")[0]
            told = re.findall(r"<dt><code>\**(\w+)</code>", taken)
            assert set(told) <= {p.name.lstrip("*") for p in function.parameters}


@pytest.mark.parametrize("name", _CLASSES)
def test_every_field_of_what_is_offered_says_what_it_is(name: str, python: str) -> None:
    fields = re.findall(
        rf'<div id="{name}\.(\w+)"><dt><code>\w+</code></dt><dd>(.*?)</dd>', python, re.DOTALL
    )
    assert [field for field, told in fields if "<p>" not in told] == []


def test_every_error_that_is_raised_is_offered(python: str) -> None:
    raises = re.findall(r">Raises</p>(.*?)</dl>", python, re.DOTALL)
    raised = {name for part in raises for name in re.findall(r"<dt><code>(\w+)</code>", part)}
    assert raised - set(dir(builtins)) == set()
    assert raises


def test_every_link_within_the_reference_leads_to_a_place(pages: dict[str, str]) -> None:
    places = {name: ids(page) for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        for path, fragment in re.findall(r'href="([^"#]*)#([^"]+)"', page):
            target = normpath(join(dirname(name), path)).replace(".html", ".md") if path else name
            if fragment not in places[target]:
                broken.append((name, path, fragment))
    assert broken == []
    assert [name for name, page in pages.items() if "kb-missing" in page] == []


def test_every_example_is_one_that_the_tests_run(root: Path, python: str) -> None:
    shown = re.findall(r'<pre class="kb-code"[^>]*>(.*?)</pre>', python, re.DOTALL)
    lines = {line for block in shown for line in plain(block).split("\n") if line[:4] == ">>> "}
    sources = "\n".join(file.read_text("utf-8") for file in (root / "kb").rglob("*.py"))
    settings = (root / "pyproject.toml").read_text("utf-8")
    assert len(shown) > 1
    assert [line for line in lines if line not in sources] == []
    assert '"--doctest-modules"' in settings
    assert 'testpaths = ["kb", "tests"]' in settings


def test_the_contents_lead_to_every_page_and_every_name(pages: dict[str, str]) -> None:
    index = pages["reference/index.md"]
    there = {urls.relative(f"{name[:-3]}.html", urls.REFERENCE) for name in pages}
    links = re.findall(r'href="([^"]+)"', index)
    assert there - set(links) == {"index.html"}
    assert [name for name in _OFFERED if f">{name}</a>" not in index] == []


def test_the_reference_is_the_same_twice(root: Path, pages: dict[str, str]) -> None:
    assert reference(root / "site/templates") == pages


def test_a_package_is_read_without_being_run(
    read: Callable[[str], dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    found = read(
        '''
        __all__ = ["ask"]
        print("it ran")
        def ask(what: str) -> int:
            """How many answers there are."""
        '''
    )
    assert found["ask"].told.lead == "How many answers there are."
    assert capsys.readouterr().out == ""


def test_inherited_methods_stand_under_the_first_line_of_their_class(
    read: Callable[[str], dict[str, Any]],
) -> None:
    found = read(
        '''
        __all__ = ["KnowledgeBase"]
        class Lookup:
            """Looking things up."""
            def find(self) -> int:
                """What is found."""
        class Debating(Lookup):
            """Asking why."""
            def why(self) -> int:
                """The reason."""
            def find(self) -> str:
                """What is found, and why."""
        class KnowledgeBase(Debating):
            """Everything."""
            def save(self) -> None:
                """Nothing."""
        '''
    )
    groups = {group.title: group.items for group in found["KnowledgeBase"].groups}
    assert [(title, [member.id for member in told]) for title, told in groups.items()] == [
        ("Looking things up", ["KnowledgeBase.find"]),
        ("Asking why", ["KnowledgeBase.why"]),
        ("And more", ["KnowledgeBase.save"]),
    ]
    assert groups["Looking things up"][0].told.lead == "What is found, and why."


def test_methods_of_an_offered_base_are_named_and_not_told_again(
    read: Callable[[str], dict[str, Any]],
) -> None:
    found = read(
        '''
        __all__ = ["Rows", "Entries"]
        class Rows:
            """Some rows."""
            def sort(self) -> "Rows":
                """The same, sorted."""
            def where(self) -> "Rows":
                """Some of them."""
        class Entries(Rows):
            """Some entries."""
            def where(self) -> "Rows":
                """Some of the entries."""
        '''
    )
    assert [plain(name) for name in found["Entries"].borrowed] == ["sort"]
    assert [m.id for g in found["Entries"].groups for m in g.items] == ["Entries.where"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("def ask(): ...", "ask() -> None"),
        ("def ask(a, b=1): ...", "ask(a, b=1) -> None"),
        ("def ask(a: int = 1, *, b: str) -> int: ...", "ask(a: int = 1, *, b: str) -> int"),
        ("def ask(a, /, b): ...", "ask(a, /, b) -> None"),
        ("def ask(a, /): ...", "ask(a, /) -> None"),
        ("def ask(*a: int, b, **c: str): ...", "ask(*a: int, b, **c: str) -> None"),
        ("def ask(a: 'list[str] | None' = None): ...", "ask(a: list[str] | None = None) -> None"),
    ],
)
def test_a_signature_reads_as_it_was_written(
    written: str, shown: str, read: Callable[[str], dict[str, Any]]
) -> None:
    (signature,) = read(f'__all__ = ["ask"]\n{written}')["ask"].signatures
    assert plain(signature) == shown


def test_every_overload_is_shown(read: Callable[[str], dict[str, Any]]) -> None:
    found = read(
        '''
        from typing import overload
        __all__ = ["Rows"]
        class Rows:
            """Some rows."""
            @overload
            def __getitem__(self, at: int) -> str: ...
            @overload
            def __getitem__(self, at: slice) -> list[str]: ...
            def __getitem__(self, at):
                """A row, or several."""
        '''
    )
    (member,) = found["Rows"].groups[0].items
    assert member.name == "rows[…]"
    assert [plain(one) for one in member.signatures] == [
        "rows[at: int] -> str",
        "rows[at: slice] -> list[str]",
    ]


def test_a_name_exported_lazily_is_found_where_it_is_defined(tmp_path: Path) -> None:
    (tmp_path / "lazy").mkdir()
    (tmp_path / "lazy/__init__.py").write_text(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from lazy.inner import ask\n"
        '__all__ = ["ask"]\n'
        "def __getattr__(name): ...\n"
    )
    (tmp_path / "lazy/inner.py").write_text('def ask():\n    """An answer."""\n')
    found = exported(package("lazy", tmp_path))
    assert found["ask"].canonical_path == "lazy.inner.ask"


def test_values_that_methods_give_are_told_of_too(read: Callable[[str], dict[str, Any]]) -> None:
    found = read(
        '''
        __all__ = ["ask"]
        class Source:
            """Where a reason is from."""
        class Reason:
            """A reason."""
            source: Source
            def why(self) -> "Reason":
                """Another."""
        class Hidden:
            """Never given."""
        def ask() -> list[Reason]:
            """Reasons."""
        '''
    )
    assert set(found) == {"ask", "Reason", "Source"}
    assert [plain(origin) for origin in found["Reason"].origins] == ["ask", "Reason.why"]
    assert 'href="values.html#Reason"' in found["ask"].signatures[0]


def test_an_example_keeps_its_lines_and_loses_its_directives() -> None:
    pen = Pen(Writer(Corpus.of([]), "reference/x.html"), {})
    body = pen.body("Such as\n>>> f(\n...     1)  # doctest: +SKIP\n'a <b>'\n\n>>> 2\n2")
    assert plain(body) == "Such as>>> f(\n...     1)\n'a <b>'\n\n>>> 2\n2"
    assert body.count("<pre") == 1
    assert "\n" not in body.partition("<pre")[2]


# ---- The command line ----------------------------------------------------------------------------


def bare(text: str) -> str:
    """A text without spaces, with straight quotation marks, and without the marks of code."""
    return "".join(text.translate(str.maketrans("“”‘’–", "\"\"''-", "`")).split())


@pytest.mark.parametrize("name", _COMMANDS)
def test_a_command_is_told_of_in_the_words_of_its_own_help(
    name: str, pages: dict[str, str]
) -> None:
    told = section(pages["reference/cli.md"], name)
    shown = CliRunner().invoke(COMMAND, [name, "--help"]).stdout
    own = bare(shown)
    rows = [bare(plain(row)).replace(":", "", 1) for row in re.findall(r"<li>(.*?)</li>", told)]
    usage = bare(plain("".join(re.findall(rf"<p>(<code>kb {name} .*?)</p>", told))))
    assert usage.partition("[OPTIONS]")[2] in own
    assert usage
    assert [row for row in rows if row not in own] == []
    flags = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", shown, re.MULTILINE)) - {"--help"}
    assert flags <= set(re.findall(r"--[a-z-]+", plain(told)))
    assert "--help" not in told


def test_the_page_of_commands_has_all_of_them_and_no_other(pages: dict[str, str]) -> None:
    listed = re.findall(r'<h3 id="([^"]+)"', pages["reference/cli.md"])
    assert sorted(listed) == sorted(_COMMANDS)
    assert listed


def test_every_command_is_in_a_group(pages: dict[str, str]) -> None:
    parts = re.split(r"^## (.+) \{ #group-\d \}$", pages["reference/cli.md"], flags=re.MULTILINE)
    first = [re.findall(r'<h3 id="([^"]+)"', part)[:1] for part in parts[2::2]]
    assert parts[1::2] == [*GROUPS.values()]
    assert first == [[name] for name in GROUPS]


# ---- The model -----------------------------------------------------------------------------------


def test_names_of_linked_data_lead_to_the_page_of_the_model() -> None:
    assert f"{HOME}{urls.TERMS.removesuffix('.html')}#" == TERMS


def test_every_name_that_linked_data_uses_has_its_place(
    vines: KnowledgeBase, pages: dict[str, str]
) -> None:
    about = About("1", "2026-11-21", "c0ffee", "CC-BY-4.0")
    from kb.debate import debate_of
    from kb.graph import graph_of
    from kb.people import positions
    from kb.share.formats import Whole, export
    from kb.share.frames import frames_of

    corpus = vines.corpus
    debate = debate_of(corpus)
    graph = graph_of(corpus, debate)
    frames = frames_of(corpus, debate, positions(corpus), graph)
    (text,) = export("turtle", Whole(frames, graph, corpus, debate, about)).values()
    triples = Graph().parse(data=text, format="turtle")
    used = {str(node) for triple in triples for node in triple if isinstance(node, URIRef)}
    names = {name.removeprefix(TERMS) for name in used if name.startswith(TERMS)}
    assert len(names) > 20
    assert names - ids(pages["terms.md"]) - {""} == set()


@pytest.mark.parametrize("name", RELATIONS)
def test_a_relation_says_from_what_to_what_it_leads(name: str, pages: dict[str, str]) -> None:
    relation = RELATIONS[name]
    told = pages["terms.md"].partition(f'<div id="{name}">')[2].partition("</div>")[0]
    start, _, end = plain(told.partition("<p>")[2].partition("</p>")[0]).partition(" → ")
    assert start == ", ".join(relation.domain).replace(", ".join(KINDS), "every kind")
    assert end == ", ".join(relation.range)
    assert relation.rdf in told
    assert relation.inverse in told or relation.inverse == name


def test_every_word_of_the_model_has_its_place(pages: dict[str, str]) -> None:
    wanted = {kind.capitalize() for kind in KINDS} | set(RELATIONS) | set(Force)
    wanted |= {f"status-{status}" for status in Status}
    assert wanted - ids(pages["terms.md"]) == set()


def test_a_status_says_what_it_means(pages: dict[str, str]) -> None:
    said = plain(pages["terms.md"]).casefold()
    assert [status for status in Status if status.meaning not in said] == []


def test_every_field_of_every_model_is_told_of(pages: dict[str, str]) -> None:
    """A JSON Schema, which others make of the models, has the same fields and needs the same."""
    page = pages["reference/fields.md"]
    for kind, model in {**MODELS, RETIRED: Retired}.items():
        schema = model.model_json_schema(by_alias=True)
        Draft202012Validator.check_schema(schema)
        for name, part in {kind: schema, **schema.get("$defs", {})}.items():
            shared = [other for other in ("entry", "thing", "approach", "reason") if name in MODELS]
            for field in part["properties"]:
                owners = [o for o in (name, *shared) if f'id="{o}.{field}"' in page]
                assert owners, f"{name}.{field}"
                told = page.partition(f'id="{owners[0]}.{field}"')[2].partition("</dt>")[0]
                assert ("required" in told) == (field in part.get("required", ())), field


def test_every_value_there_is_to_choose_says_what_it_means(pages: dict[str, str]) -> None:
    said = plain(pages["reference/fields.md"])
    meanings = {word.meaning for words in Choice.__subclasses__() for word in words}
    assert [text for text in meanings if text.replace("'", "’") not in said] == []


def test_every_column_of_every_table_has_its_place(
    vines: KnowledgeBase, pages: dict[str, str]
) -> None:
    columns = {f"{frame.name}.{name}" for frame in vines.frames for name in frame.names}
    assert columns - ids(pages["reference/tables.md"]) == set()


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_what_it_needs(name: str, pages: dict[str, str]) -> None:
    page = pages["reference/tables.md"]
    told = plain(page.partition(f'<div id="format-{name}">')[2].partition("</div>")[0])
    extra = FORMATS[name].extra
    assert told
    assert ("pip install" in told) == bool(extra)
    assert not extra or f"'alignment-kb[{extra}]'" in told


# ---- Kept beside the site ------------------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path: Path) -> tuple[Path, list[Path]]:
    """A folder with one template, and the list of the times that pages were made."""
    template = tmp_path / "site/templates/a.j2"
    template.parent.mkdir(parents=True)
    template.write_text("a")
    return tmp_path, []


def making(made: list[Path]) -> Callable[[Path], dict[str, str]]:
    def make(wing: Path) -> dict[str, str]:
        made.append(wing)
        return {"reference/index.md": f"made {len(made)} times"}

    return make


def test_the_reference_is_made_once_for_the_same_code(shelf: tuple[Path, list[Path]]) -> None:
    root, made = shelf
    first, second = (kept(root, making(made)) for _ in range(2))
    assert first == second
    assert made == [root / "site"]


def test_the_reference_is_made_anew_when_a_template_changes(
    shelf: tuple[Path, list[Path]],
) -> None:
    root, made = shelf
    kept(root, making(made))
    (root / "site/templates/a.j2").write_text("b")
    assert kept(root, making(made)) == {"reference/index.md": "made 2 times"}


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"of": 1}', '{"of": {}, "pages": []}', "\0"])
def test_a_reference_that_was_kept_badly_is_made_anew(
    broken: str, shelf: tuple[Path, list[Path]]
) -> None:
    root, made = shelf
    (root / KEPT).parent.mkdir()
    (root / KEPT).write_text(broken)
    kept(root, making(made))
    assert len(made) == 1
    assert json.loads((root / KEPT).read_text())["pages"] == kept(root, making(made))
