"""Formats: read and written, by us and by others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from argumentation.interop import iccma
from hypothesis import example, given
from hypothesis import strategies as st
from pygarg.dung import apx_parser, dimacs_parser

from kb.dung import (
    FORMS,
    DungError,
    Framework,
    Reading,
    UnknownArgument,
    Unreadable,
    af,
    apx,
    decoded,
    form_of,
    read,
    tgf,
)
from kb.dung.marks import mark, name_of

if TYPE_CHECKING:
    from argumentation.core.dung import ArgumentationFramework

FILES = Path(__file__).parent / "files"
WRITERS = {"af": af, "tgf": tgf, "apx": apx}
FIRST = "the first line has to be `p af` and the number of arguments"
FACT = "a fact is `arg(a).` or `att(a,b).`, and this is"

names = st.text(min_size=1, max_size=8) | st.from_regex(
    r"[a-z]+(-[a-z]+)*(#[a-z]+)?", fullmatch=True
)


@st.composite
def named(draw: st.DrawFn, name: st.SearchStrategy[str] = names) -> Framework:
    """Up to six arguments of any names, and attacks between them."""
    arguments = draw(st.lists(name, max_size=6, unique=True))
    if not arguments:
        return Framework([])
    one = st.sampled_from(arguments)
    return Framework(arguments, draw(st.lists(st.tuples(one, one), max_size=10)))


def refused(text: str, form: str | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        read(text, form)
    return str(caught.value)


@pytest.mark.parametrize("form", FORMS)
@given(framework=named())
def test_what_is_written_is_read_again(form: str, framework: Framework) -> None:
    text = WRITERS[form](framework)
    assert read(text, form).framework == framework
    assert text.isascii()


@given(named())
def test_a_written_framework_shows_its_format(framework: Framework) -> None:
    assert form_of(af(framework)) == "af"
    assert form_of(tgf(framework)) == "tgf"
    if framework.arguments:
        assert form_of(apx(framework)) == "apx"


def tried(text: str, form: str | None) -> Reading | Unreadable:
    try:
        return read(text, form)
    except Unreadable as error:
        return error


@pytest.mark.parametrize("form", [*FORMS, None])
@given(text=st.text() | st.text("p af123\n# ") | st.text('argt(,b"). %\n\\'))
def test_any_text_is_read_or_refused_at_a_line_it_has(text: str, form: str | None) -> None:
    found = tried(text, form)
    if isinstance(found, Unreadable):
        assert 1 <= found.line <= text.count("\n") + 1
        assert str(found).startswith(f"line {found.line}: ")
    else:
        assert len(found.marks) == len(found.framework)


@given(st.lists(st.sampled_from(["p af 3", "1 2", "3 3", '# 1 = "x"', "4 1", "a", "#", "a b"])))
def test_lines_of_a_format_in_any_order_are_read_or_refused(lines: list[str]) -> None:
    for form in FORMS:
        found = tried("\n".join(lines), form)
        assert isinstance(found, Reading) or 1 <= found.line <= max(len(lines), 1)


@given(st.text())
def test_bytes_of_text_are_that_text(text: str) -> None:
    assert decoded(text.encode()) == text


def same(ours: Framework, theirs: ArgumentationFramework) -> bool:
    return (set(ours.arguments), set(ours.attacks)) == (theirs.arguments, theirs.defeats)


@given(named(st.sampled_from(["a", "b1", "c_d", "7", "x-y", "p q", "É", "(", "esc_a"])))
def test_others_read_what_is_written(framework: Framework) -> None:
    marked = Framework(
        map(mark, framework.arguments), ((mark(one), mark(two)) for one, two in framework.attacks)
    )
    assert same(marked, iccma.parse_apx(apx(framework)))
    assert same(marked, iccma.parse_tgf(tgf(framework)))
    place = {name: str(number) for number, name in enumerate(framework.arguments, 1)}
    numbered = Framework(
        place.values(), ((place[one], place[two]) for one, two in framework.attacks)
    )
    assert same(numbered, iccma.parse_af(af(framework)))


@given(named(st.sampled_from(["a", "b1", "x-y", "p q", "7"])))
def test_what_others_write_is_read(framework: Framework) -> None:
    from argumentation.core.dung import ArgumentationFramework

    place = {name: str(number) for number, name in enumerate(framework.arguments, 1)}
    theirs = ArgumentationFramework(
        frozenset(place.values()),
        frozenset((place[one], place[two]) for one, two in framework.attacks),
    )
    assert same(read(iccma.write_af(theirs)).framework, theirs)


@given(framework=named())
def test_pygarg_reads_what_is_written(
    framework: Framework, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("written") / "framework"
    file.write_text(apx(framework))
    arguments, attacks = apx_parser.parse(file)
    assert [name_of(argument) for argument in arguments] == list(framework.arguments)
    assert [tuple(map(name_of, pair)) for pair in attacks] == list(framework.attacks)
    file.write_text(af(framework))
    arguments, attacks = dimacs_parser.parse(file)
    assert len(arguments) == len(framework)
    assert len(attacks) == len(framework.attacks)


@example("esc__23_")
@given(names)
def test_a_mark_is_letters_digits_and_underscores_and_gives_the_name_back(name: str) -> None:
    written = mark(name)
    assert written.replace("_", "a").isalnum()
    assert written.isascii()
    assert written[0].islower() or written.isdigit()
    assert name_of(written) == name


@given(st.text("esc_0123456789abcdefA", max_size=12) | st.text("_123f").map("esc_".__add__))
def test_what_no_mark_is_stands_for_itself(written: str) -> None:
    name = name_of(written)
    assert name == written or mark(name) == written


@pytest.mark.parametrize(
    ("file", "arguments", "attacks"),
    [
        ("five.af", "1 2 3 4 5", "12 24 45 54 55"),
        ("three.tgf", "1 2 3", "12 21 23"),
        ("sides.apx", "left right middle", "lr rl lm rm"),
    ],
)
def test_files_are_read_whatever_their_format(file: str, arguments: str, attacks: str) -> None:
    text = (FILES / file).read_text("utf-8")
    for form in (form_of(text, file), None):
        reading = read(text, form)
        assert " ".join(reading.framework.arguments) == " ".join(reading.marks) == arguments
        assert " ".join(one[0] + two[0] for one, two in reading.framework.attacks) == attacks


def test_the_ending_of_a_file_says_its_format_before_its_text_does() -> None:
    assert form_of("p af 1", "p.TGF") == "tgf"
    assert form_of("p af 1", "p.txt") == "af"
    assert form_of("# of old\n\n% and new\np af 1") == "af"


def test_an_unknown_format_is_refused_with_a_suggestion() -> None:
    with pytest.raises(DungError, match=r"no format 'apxs'\. Did you mean 'apx'\?"):
        read("", "apxs")


def test_names_in_comments_are_taken_if_they_name_all() -> None:
    whole = 'p af 2\n# 1 = "left"\n# 2 = "not right"\n1 2\n'
    assert read(whole).framework == Framework(["left", "not right"], [("left", "not right")])
    assert read(whole).marks == ("1", "2")
    for other in ("# 2 = 'not right'", '# 2 = "left"', '# 2 = ""', '# 2 = "\\x"', "# 2 =", ""):
        text = whole.replace('# 2 = "not right"', other)
        assert read(text).framework == Framework("12", [("1", "2")]), other


def test_arguments_that_are_called_by_their_numbers_need_no_comments() -> None:
    assert af(Framework("12", [("1", "2")])) == "p af 2\n1 2\n"
    assert af(Framework("21", [("1", "2")])) == 'p af 2\n# 1 = "2"\n# 2 = "1"\n2 1\n'


def test_an_argument_is_found_by_its_mark_before_its_name() -> None:
    crossed = read('p af 2\n# 1 = "2"\n# 2 = "b"\n')
    assert [crossed.argument(given) for given in ("1", "2", "b")] == ["2", "b", "b"]
    with pytest.raises(UnknownArgument, match=r"no argument 'bb'\. Did you mean 'b'\?"):
        crossed.argument("bb")


def test_windows_lines_and_a_byte_order_mark_do_no_harm() -> None:
    assert read("\ufeffp af 2\r\n1 2\r\n").framework == Framework("12", [("1", "2")])
    assert read("\ufeffa\r\nb\r\n#\r\na b\r\n").framework == Framework("ab", [("a", "b")])


def test_facts_may_share_a_line_or_take_several() -> None:
    text = 'arg( a ).arg("b, (c)").%arg(x).\n\natt(a,\n"b, (c)")\n.'
    assert read(text).framework == Framework(["a", '"b, (c)"'], [("a", '"b, (c)"')])


def test_facts_may_come_in_any_order_and_twice() -> None:
    assert read("att(a,b). arg(b). arg(a). arg(b).").framework == Framework("ba", [("a", "b")])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: no line `#` between the arguments and the attacks"),
        ("p af", f"line 1: {FIRST}, not 'p af'"),
        ("# of two\np ad 2", f"line 2: {FIRST}, not 'p ad 2'"),
        ("p af x", f"line 1: {FIRST}, not 'p af x'"),
        ("p af 1000001", "line 1: no more than 1000000 arguments can be read, not 1000001"),
        ("p af 2\n1 2\n\n1 3", "line 4: an attack is two numbers from 1 to 2, and this is '1 3'"),
        ("p af 2\n1 0", "line 2: an attack is two numbers from 1 to 2, and this is '1 0'"),
        ("p af 2\n1", "line 2: an attack is two numbers from 1 to 2, and this is '1'"),
        ("p af 2\n1 2 x", "line 2: an attack is two numbers from 1 to 2, and this is '1 2 x'"),
        ("p af 2\n1 ²", "line 2: an attack is two numbers from 1 to 2, and this is '1 ²'"),
        ("a\nb", "line 2: no line `#` between the arguments and the attacks"),
        ("a\nb\na", "line 3: argument 'a' is there already, in line 1"),
        ("a\n#\na", "line 3: an attack is two arguments, and this is 'a'"),
        ("a\n#\n#", "line 3: a second line `#`, where an attack should be"),
        ("left\n#\nlefy left", "line 3: no argument 'lefy'. Did you mean 'left'?"),
        ("arg(left).\natt(lefy,left).", "line 2: no argument 'lefy'. Did you mean 'left'?"),
        ("arg(a).\n% so\narg(b)", "line 3: no full stop after 'arg(b)'"),
        ("arg(\na\n).\narg(b)", "line 4: no full stop after 'arg(b)'"),
        ("arg(a).\nart(a,a).", f"line 2: {FACT} 'art(a,a).'. Did you mean 'arg'?"),
        ("arg(a,b).", f"line 1: {FACT} 'arg(a,b).'."),
        ("arg(a).\n\natt(a).", f"line 3: {FACT} 'att(a).'."),
        ("arg(a b).", f"line 1: {FACT} 'arg(a b).'."),
        ("arg().", f"line 1: {FACT} 'arg().'."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_with_its_line(text: str, message: str) -> None:
    assert refused(text) == message


def test_an_empty_file_of_facts_has_no_arguments() -> None:
    assert read("", "apx").framework == Framework([])
    assert refused("", "af") == f"line 1: {FIRST}"


def test_bytes_that_are_no_text_are_named_with_their_line() -> None:
    with pytest.raises(Unreadable, match="line 2: this is not UTF-8"):
        decoded(b"p af 1\n# \xff")
