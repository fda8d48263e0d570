"""Where keys and values stand in the source of a TOML file, which tomllib does not tell."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY = r"""(?:"[^"\n]*"|'[^'\n]*'|[\w-]+)"""
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_TABLE = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]")
_ENTRY = re.compile(rf"\s*({_DOTTED})\s*=")
_ERROR = re.compile(
    r"(?P<message>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.DOTALL
)


def place_of(source: str, path: tuple[str | int, ...], value: str | None = None) -> Span:
    """Return where the key at a path such as ``("severity", "some-rule")`` stands, or a string in its value.

    A number in the path is a place in an array of tables, as in ``("files", 0, "match")``. Where the key does not
    stand on its own, the nearest table around it is its place, at last the first line.
    """
    lines = _lines(source)
    found, depth = Span(Position(0, 0), Position(0, len(lines[0]) if lines else 0)), 0
    for keys, span in _keys(lines):
        shared = len(keys) if path[: len(keys)] == keys else 0
        if shared > depth:
            found, depth = span, shared
    # What is left of the path stands in an inline table or an array behind the key that was found.
    for name in path[depth:]:
        if isinstance(name, str):
            found = _literal(lines, name, found, bare=True) or found
    return found if value is None else _literal(lines, value, found) or found


def read_error(error: Exception, source: str) -> tuple[Span, str]:
    """Return where tomllib's error is in the source, and what is wrong in its words."""
    match = _ERROR.match(str(error))
    lines = _lines(source)
    if match is None or match["line"] is None:
        end = Position(len(lines) - 1, len(lines[-1]))
        return Span(end, end), match["message"] if match else str(error)
    at = Position(int(match["line"]) - 1, int(match["column"]) - 1)
    return Span(at, Position(at.line, at.column + 1)), match["message"]


def _lines(source: str) -> list[str]:
    """Return the lines of a TOML file, which end at line feeds alone."""
    return [line.removesuffix("\r") for line in source.split("\n")]


def _keys(lines: list[str]) -> Iterator[tuple[tuple[str | int, ...], Span]]:
    """Yield each table and each key with its full path and its span."""
    table: tuple[str | int, ...] = ()
    counts: Counter[tuple[str, ...]] = Counter()
    for number, line in enumerate(lines):
        if header := _TABLE.match(line):
            name = _parts(header[2])
            table = name
            if header[1] == "[[":
                table = (*name, counts[name])
                counts[name] += 1
            elif counts[name[:1]]:
                table = (name[0], counts[name[:1]] - 1, *name[1:])
            yield table, Span.on_line(number, *header.span(2))
        elif entry := _ENTRY.match(line):
            yield (*table, *_parts(entry[1])), Span.on_line(number, *entry.span(1))


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_KEY, dotted))


def _literal(lines: list[str], name: str, behind: Span, *, bare: bool = False) -> Span | None:
    """Return the first place behind a span where a name stands, in quotes or bare."""
    word = re.escape(name)
    pattern = re.compile(rf"""(["']){word}\1""" + (rf"|(?<![\w-]){word}(?![\w-])" if bare else ""))
    start = behind.end
    for number in range(start.line, len(lines)):
        if found := pattern.search(lines[number], start.column if number == start.line else 0):
            return Span.on_line(number, *found.span())
    return None
