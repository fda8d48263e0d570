"""Leaving a rule out of a project: the edit of its configuration file, which keeps all that stands there.

An edit is one insertion, and is read again before anybody makes it: the file must say what it said before, and that the
rule is ignored. So nothing is lost, however a file is written; where no insertion can do it, there is no edit.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from whylint.text.edits import Edit, apply_edits
from whylint.text.lines import content, detect_newline, split_lines
from whylint.text.position import Position, Span
from whylint.workspace.toml_places import place_of
from whylint.workspace.writing import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PYPROJECT = "pyproject.toml"
BOM = "\ufeff"
# What can stand in an array of strings: a string, a comment, and what parts them or ends the array.
PIECE = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\\n])*"|'[^'\n]*')|(?P<comment>\#[^\n]*)|(?P<end>\])|(?P<other>[^"'\#\]]+)"""
)
HEADER = re.compile(r"\s*\[")
OURS = re.compile(r"\s*\[\s*tool\s*\.\s*whylint\s*\]")
TOOL = re.compile(r"\s*\[\s*tool\s*\]")


def ignoring(source: str, name: str, rule: str, extended: Sequence[str] = ()) -> Edit | None:
    """Return the edit that adds a rule to what a configuration file ignores.

    name: of the file; source: its text without a byte order mark; extended: the rules that the files ignore which this
    one extends, and which a list of its own takes the place of. None where the rule stands there already, or where
    no insertion is sure to keep what the file says.
    """
    wanted = _read(source)
    if wanted is None:
        return None
    table = _table(wanted, name)
    begun = "ignore" in table
    ignored = table.get("ignore", [*extended])
    if not isinstance(ignored, list) or rule in ignored:
        return None
    table["ignore"] = [*ignored, rule]
    lines = split_lines(source)
    edits = _added(lines, source, name, rule) if begun else _begun(lines, source, name, table["ignore"])
    return next((edit for edit in edits if _read(apply_edits(source, [edit])) == wanted), None)


def write_ignoring(path: Path, rule: str, extended: Sequence[str] = ()) -> bool:
    """Add a rule to what a configuration file ignores, which is begun where there is none.

    extended: as for ``ignoring``. Return whether it was: not where it stands there already, or could not be added
    without changing what the file says. Raises OSError and UnicodeDecodeError where the file cannot be read or written.
    """
    text = path.read_bytes().decode("utf-8") if path.exists() else ""
    source = text.removeprefix(BOM)
    edit = ignoring(source, path.name, rule, extended)
    if edit is not None:
        write_text(path, text[: len(text) - len(source)] + apply_edits(source, [edit]))
    return edit is not None


def _read(source: str) -> dict[str, Any] | None:
    """Return what a TOML file says, None where it is none."""
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        return None


def _table(data: dict[str, Any], name: str) -> dict[str, Any]:
    if name != PYPROJECT:
        return data
    tool: dict[str, Any] = data.setdefault("tool", {})
    own: dict[str, Any] = tool.setdefault("whylint", {})
    return own


def _added(lines: list[str], source: str, name: str, rule: str) -> Iterator[Edit]:
    """Yield the edit that adds a rule behind the last one of the list."""
    keys = ("tool", "whylint", "ignore") if name == PYPROJECT else ("ignore",)
    key = place_of(source, keys)
    text = "".join(lines[key.end.line :])
    opening = text.find("[", key.end.column)
    if opening < 0:
        return
    strings = list(_strings(text, opening + 1))
    end = strings[-1].end() if strings else opening + 1
    line = text.count("\n", 0, end)
    column = end - (text.rfind("\n", 0, end) + 1)
    own = text[text.rfind("\n", 0, end) + 1 : end]
    at = Position(key.end.line + line, column)
    if not strings:
        yield Edit(Span(at, at), f'"{rule}"')
        return
    indent = own[: len(own) - len(own.lstrip())]
    alone = strings[-1]["string"] == own.strip()
    between = f",{detect_newline(lines)}{indent}" if alone else ", "
    yield Edit(Span(at, at), f'{between}"{rule}"')


def _strings(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the strings of an array that begins at an index."""
    for found in PIECE.finditer(text, start):
        if found["end"]:
            return
        if found["string"]:
            yield found


def _begun(lines: list[str], source: str, name: str, rules: list[str]) -> Iterator[Edit]:
    """Yield the edits that may begin the list: in Whylint's own table, above the first table, or at the end.

    What looks like the head of a table may stand in a text of several lines.
    """
    newline = detect_newline(lines)
    quoted = ", ".join(f'"{rule}"' for rule in rules)
    entry = f"ignore = [{quoted}]"
    if name == PYPROJECT:
        for number, line in enumerate(lines):
            if OURS.match(line):
                yield _below(lines, number, f"{newline}{entry}")
            elif TOOL.match(line):
                yield _below(lines, number, f"{newline}whylint.{entry}")
        yield from _inside(lines, source, entry)
        apart = newline if lines[-1].strip() or (len(lines) > 1 and lines[-2].strip()) else ""
        yield _at_the_end(lines, f"{apart}[tool.whylint]{newline}{entry}{newline}")
        return
    for first in (number for number, line in enumerate(lines) if HEADER.match(line)):
        above = first
        while above and lines[above - 1].lstrip().startswith("#"):
            above -= 1  # the comment above a table belongs to it
        at = Position(above, 0)
        yield Edit(Span(at, at), f"{entry}{newline}{newline}")
    yield _at_the_end(lines, f"{entry}{newline}")


def _below(lines: list[str], number: int, text: str) -> Edit:
    at = Position(number, len(content(lines[number])))
    return Edit(Span(at, at), text)


def _inside(lines: list[str], source: str, entry: str) -> Iterator[Edit]:
    """Yield the edits that begin the list in a table on one line: ``whylint = {fail-on = "error"}``."""
    key = place_of(source, ("tool", "whylint"))
    opening = lines[key.end.line].find("{", key.end.column)
    if opening >= 0:
        at = Position(key.end.line, opening + 1)
        for text in (f"{entry}, ", entry):
            yield Edit(Span(at, at), text)


def _at_the_end(lines: list[str], text: str) -> Edit:
    last = len(lines) - 1
    at = Position(last, len(lines[last]))
    return Edit(Span(at, at), text if not lines[last] else detect_newline(lines) + text)
