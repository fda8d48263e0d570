"""Leaving a rule out of a project: the edit of its configuration file, which keeps all that stands there."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from whylint.text.edits import Edit, apply_edits
from whylint.text.lines import content, detect_newline, split_lines
from whylint.text.position import Position, Span
from whylint.workspace.toml_places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PYPROJECT = "pyproject.toml"
# What can stand in an array of strings: a string, a comment, and what parts them or ends the array.
PIECE = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\\n])*"|'[^'\n]*')|(?P<comment>\#[^\n]*)|(?P<end>\])|(?P<other>[^"'\#\]]+)"""
)
HEADER = re.compile(r"\s*\[")
OURS = re.compile(r"\s*\[\s*tool\s*\.\s*whylint\s*\]")


def ignoring(source: str, name: str, rule: str) -> Edit | None:
    """Return the edit that adds a rule to what a configuration file ignores.

    name: of the file. None where the rule stands there already, or the file is written in a way that the edit cannot
    keep: the edited text is read again, and must say what it said and that the rule is ignored.
    """
    try:
        before = tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        return None
    table = _table(before, name)
    ignored = table.get("ignore", [])
    if not isinstance(ignored, list) or rule in ignored:
        return None
    lines = split_lines(source)
    edit = _added(lines, source, name, rule) if "ignore" in table else _begun(lines, name, rule)
    if edit is None:
        return None
    try:
        after = tomllib.loads(apply_edits(source, [edit]))
    except tomllib.TOMLDecodeError:
        return None
    table["ignore"] = [*ignored, rule]
    return edit if after == before else None


def _table(data: dict[str, Any], name: str) -> dict[str, Any]:
    if name != PYPROJECT:
        return data
    tool: dict[str, Any] = data.setdefault("tool", {})
    own: dict[str, Any] = tool.setdefault("whylint", {})
    return own


def _added(lines: list[str], source: str, name: str, rule: str) -> Edit | None:
    """Return the edit that adds a rule behind the last one of the list."""
    keys = ("tool", "whylint", "ignore") if name == PYPROJECT else ("ignore",)
    key = place_of(source, keys)
    text = "".join(lines[key.end.line :])
    opening = text.find("[", key.end.column)
    if opening < 0:
        return None
    strings = list(_strings(text, opening + 1))
    end = strings[-1].end() if strings else opening + 1
    line = text.count("\n", 0, end)
    column = end - (text.rfind("\n", 0, end) + 1)
    own = text[text.rfind("\n", 0, end) + 1 : end]
    at = Position(key.end.line + line, column)
    if not strings:
        return Edit(Span(at, at), f'"{rule}"')
    indent = own[: len(own) - len(own.lstrip())]
    alone = strings[-1]["string"] == own.strip()
    between = f",{detect_newline(lines)}{indent}" if alone else ", "
    return Edit(Span(at, at), f'{between}"{rule}"')


def _strings(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the strings of an array that begins at an index."""
    for found in PIECE.finditer(text, start):
        if found["end"]:
            return
        if found["string"]:
            yield found


def _begun(lines: list[str], name: str, rule: str) -> Edit:
    """Return the edit that begins the list: above the first table, or at the top of Whylint's own."""
    newline = detect_newline(lines)
    entry = f'ignore = ["{rule}"]{newline}'
    if name == PYPROJECT:
        own = next((number for number, line in enumerate(lines) if OURS.match(line)), None)
        if own is not None:
            end = content(lines[own])
            at = Position(own, len(end))
            return Edit(Span(at, at), f"{newline}{entry.rstrip()}")
        return _at_the_end(lines, f"[tool.whylint]{newline}{entry}")
    first = next((number for number, line in enumerate(lines) if HEADER.match(line)), None)
    if first is None:
        return _at_the_end(lines, entry)
    while first and lines[first - 1].lstrip().startswith("#"):
        first -= 1  # the comment above a table belongs to it
    at = Position(first, 0)
    return Edit(Span(at, at), f"{entry}{newline}")


def _at_the_end(lines: list[str], text: str) -> Edit:
    last = len(lines) - 1
    at = Position(last, len(lines[last]))
    return Edit(Span(at, at), text if not lines[last] else detect_newline(lines) + text)
