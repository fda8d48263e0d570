"""The border between code points and the encodings of clients."""

from __future__ import annotations

import pytest
from lsprotocol import types

from whylint.lsp.positions import read_position, read_range, write_position, write_span
from whylint.text.encoding import Encoding
from whylint.text.lines import split_lines
from whylint.text.position import Position, Span

LINES = split_lines("plain\r\nä😀b\n\x0cafter a form feed\nend 😀")


@pytest.mark.parametrize(
    ("encoding", "units"),
    [
        (Encoding.UTF_8, [0, 2, 6, 7]),
        (Encoding.UTF_16, [0, 1, 3, 4]),
        (Encoding.UTF_32, [0, 1, 2, 3]),
    ],
)
def test_each_place_of_a_line_goes_out_and_comes_back(encoding: Encoding, units: list[int]) -> None:
    for column, character in enumerate(units):
        assert write_position(LINES, Position(1, column), encoding) == {"line": 1, "character": character}
        assert read_position(LINES, types.Position(1, character), encoding) == (1, column)


def test_a_form_feed_is_a_character_and_no_line_break() -> None:
    assert read_position(LINES, types.Position(2, 1), Encoding.UTF_16) == (2, 1)
    assert LINES[2].startswith("\x0cafter")


@pytest.mark.parametrize("encoding", Encoding)
def test_a_character_past_the_line_means_its_end_before_the_terminator(encoding: Encoding) -> None:
    assert read_position(LINES, types.Position(0, 99), encoding) == (0, 5)
    assert read_position(LINES, types.Position(3, 99), encoding) == (3, 5)


@pytest.mark.parametrize("encoding", Encoding)
def test_a_line_past_the_last_means_the_end_of_the_text(encoding: Encoding) -> None:
    assert read_position(LINES, types.Position(99, 0), encoding) == (3, 5)


def test_a_place_inside_of_a_character_means_its_beginning() -> None:
    assert read_position(LINES, types.Position(1, 2), Encoding.UTF_16) == (1, 1)
    assert read_position(LINES, types.Position(1, 4), Encoding.UTF_8) == (1, 1)


def test_ranges_are_pairs_of_places() -> None:
    span = Span(Position(0, 1), Position(1, 2))
    wire = {"start": {"line": 0, "character": 1}, "end": {"line": 1, "character": 3}}
    assert write_span(LINES, span, Encoding.UTF_16) == wire
    range_ = types.Range(types.Position(0, 1), types.Position(1, 3))
    assert read_range(LINES, range_, Encoding.UTF_16) == span
