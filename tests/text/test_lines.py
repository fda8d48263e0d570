import pytest
from hypothesis import given
from hypothesis import strategies as st

from whylint.text.lines import content, detect_newline, split_lines, terminator


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\n", ["a\n", ""]),
        ("\n\r\r\n", ["\n", "\r", "\r\n", ""]),
        ("a\r\nb\rc\nd", ["a\r\n", "b\r", "c\n", "d"]),
        ("form\x0cfeed\x0b\x1c\x85\u2028\u2029end", ["form\x0cfeed\x0b\x1c\x85\u2028\u2029end"]),
    ],
)
def test_lines_end_where_the_protocol_says(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines


@given(st.text(alphabet="ab\r\n\x0c\u2028"))
def test_lines_are_the_text(text: str) -> None:
    lines = split_lines(text)
    assert "".join(lines) == text
    assert terminator(lines[-1]) == ""
    assert all(terminator(line) for line in lines[:-1])
    assert not any("\r" in content(line) or "\n" in content(line) for line in lines)


@pytest.mark.parametrize(
    ("text", "newline"), [("", "\n"), ("a", "\n"), ("a\r\nb\r\nc\n", "\r\n"), ("a\rb", "\r"), ("a\nb", "\n")]
)
def test_the_newline_of_a_text_is_the_one_it_uses_most(text: str, newline: str) -> None:
    assert detect_newline(split_lines(text)) == newline


def test_a_line_of_a_megabyte_is_split_at_once() -> None:
    assert [len(line) for line in split_lines("a" * 1_000_000 + "\n" + "b" * 1_000_000)] == [
        1_000_001,
        1_000_000,
    ]
