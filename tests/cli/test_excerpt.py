"""A line on a terminal, and the mark below its words."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from whylint.cli.excerpt import excerpt

WIDTH = 40


def shown(line: str, words: str, width: int = WIDTH) -> str:
    start = line.index(words)
    found = excerpt(line, start, start + len(words), width)
    return f"{found.line}\n{found.before}{found.mark}"


@pytest.mark.parametrize(
    ("line", "words", "expected"),
    [
        pytest.param("- uploads it", "uploads", "- uploads it\n  ^^^^^^^", id="plain"),
        pytest.param("\t- uploads\tit", "uploads\t", "    - uploads    it\n      ^^^^^^^^^^^", id="tabs"),
        pytest.param("- 領収書を送る", "送る", "- 領収書を送る\n          ^^^^", id="wide characters"),
        pytest.param(
            "- 👩‍👩‍👧 uploads", "uploads", "- 👩‍👩‍👧 uploads\n     ^^^^^^^", id="one picture of several"
        ),
        pytest.param("- e\u0301 uploads", "uploads", "- e\u0301 uploads\n    ^^^^^^^", id="combining"),
        pytest.param("- המשתמש שולח", "שולח", "- המשתמש שולח\n“שולח”", id="right to left"),
        pytest.param("- \x1b[31mred", "red", "- ␛[31mred\n       ^^^", id="control characters"),
        pytest.param("\ufeffuploads", "uploads", "uploads\n^^^^^^^", id="byte order mark"),
    ],
)
def test_the_mark_stands_below_the_words(line: str, words: str, expected: str) -> None:
    assert shown(line, words) == expected


def test_a_mark_is_never_invisible() -> None:
    assert excerpt("abc", 1, 1, WIDTH).mark == "^"
    assert excerpt("", 0, 0, WIDTH) == ("", "", "^")


@pytest.mark.parametrize("letter", ["x", "書"])
@pytest.mark.parametrize("before", [0, 1, 19, 38, 39, 40, 500])
@pytest.mark.parametrize("behind", [0, 1, 500])
def test_a_long_line_is_cut_around_the_words(letter: str, before: int, behind: int) -> None:
    line = f"{letter * before}!!!{letter * behind}"
    found = excerpt(line, before, before + 3, WIDTH)
    assert cell_len(found.line) <= WIDTH
    assert found.mark == "^^^"
    # The mark stands where the words are, counted in columns of the terminal.
    assert found.line.startswith(_columns(found.line, cell_len(found.before)) + "!!!")
    part = found.line.strip("…")
    assert part in line
    assert found.line.startswith("…") is not line.startswith(part)
    assert found.line.endswith("…") is not line.endswith(part)


def test_words_longer_than_the_line_are_marked_as_far_as_they_are_shown() -> None:
    found = excerpt("x" * 100, 2, 90, WIDTH)
    assert found == ("x" * 39 + "…", "  ", "^" * 37)


def _columns(text: str, columns: int) -> str:
    """Return the beginning of a text that takes so many columns."""
    end = 0
    while cell_len(text[:end]) < columns:
        end += 1
    return text[:end]
