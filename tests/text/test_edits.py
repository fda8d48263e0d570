import pytest
from hypothesis import given
from hypothesis import strategies as st

from whylint.text.edits import Change, Edit, apply_edits, splice
from whylint.text.lines import content, split_lines
from whylint.text.position import Position, Span

TEXTS = st.text(alphabet="ab\r\n", max_size=12)
PLACES = st.builds(Position, st.integers(-1, 8), st.integers(-1, 8))


def edit(start: tuple[int, int], end: tuple[int, int], text: str) -> Edit:
    return Edit(Span(Position(*start), Position(*end)), text)


def offset(text: str, place: Position) -> int:
    """Return where ``place`` is in ``text``, counted from its beginning, as the protocol reads positions."""
    lines = split_lines(text)
    if place.line < 0:
        return 0
    if place.line >= len(lines):
        return len(text)
    column = min(max(place.column, 0), len(content(lines[place.line])))
    return sum(map(len, lines[: place.line])) + column


@pytest.mark.parametrize(
    ("text", "change", "after", "touched"),
    [
        ("one\ntwo\n", edit((0, 3), (0, 3), "!"), "one!\ntwo\n", Change(0, 1, 1)),
        ("one\ntwo\n", edit((0, 3), (1, 0), ""), "onetwo\n", Change(0, 2, 1)),
        ("one\ntwo", edit((1, 0), (1, 0), "a\nb\n"), "one\na\nb\ntwo", Change(1, 1, 3)),
        ("one\ntwo", edit((5, 7), (9, 9), "!"), "one\ntwo!", Change(1, 1, 1)),
        ("one\r\ntwo", edit((0, 99), (0, 99), "!"), "one!\r\ntwo", Change(0, 1, 1)),
        ("one", edit((0, 2), (0, 1), "!"), "on!e", Change(0, 1, 1)),
        ("one\ntwo\nthree", edit((0, 0), (2, 5), ""), "", Change(0, 3, 1)),
        ("one\n", edit((1, 0), (1, 0), "two"), "one\ntwo", Change(1, 1, 1)),
    ],
)
def test_an_edit_says_which_lines_it_touched(text: str, change: Edit, after: str, touched: Change) -> None:
    lines = split_lines(text)
    assert splice(lines, change) == touched
    assert "".join(lines) == after


@pytest.mark.parametrize(
    ("text", "change", "after"),
    [
        ("a\rb", edit((1, 0), (1, 1), "\n"), ["a\r\n", ""]),
        ("a\rb\nc", edit((1, 0), (1, 1), ""), ["a\r\n", "c"]),
        ("a\nb", edit((0, 1), (0, 1), "\r"), ["a\r\n", "b"]),
        ("a\r\nb", edit((0, 1), (0, 1), "\r"), ["a\r", "\r\n", "b"]),
    ],
)
def test_a_carriage_return_and_a_line_feed_that_meet_end_one_line(
    text: str, change: Edit, after: list[str]
) -> None:
    lines = split_lines(text)
    splice(lines, change)
    assert lines == after


@given(TEXTS, PLACES, PLACES, TEXTS)
def test_spliced_lines_are_the_lines_of_the_edited_text(
    text: str, start: Position, end: Position, inserted: str
) -> None:
    lines = split_lines(text)
    first, removed, count = splice(lines, Edit(Span(start, end), inserted))

    begin = offset(text, start)
    edited = text[:begin] + inserted + text[max(begin, offset(text, end)) :]
    assert lines == split_lines(edited)
    assert lines[:first] == split_lines(text)[:first]
    assert lines[first + count :] == split_lines(text)[first + removed :]


def test_edits_are_made_where_their_spans_stood_before_any_of_them() -> None:
    edits = [
        edit((1, 0), (1, 3), "TWO\nand a half"),
        edit((0, 3), (0, 3), "!"),
        edit((0, 3), (0, 3), "?"),
        edit((2, 5), (2, 5), "."),
    ]
    assert apply_edits("one\ntwo\nthree", edits) == "one!?\nTWO\nand a half\nthree."


def test_edits_that_join_two_terminators_do_not_move_the_others() -> None:
    assert apply_edits("a\rb", [edit((0, 0), (1, 0), ""), edit((1, 0), (1, 1), "\n")]) == "\n"
