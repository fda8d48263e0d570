"""What may stand at a place of a configuration file: the keys of its table, or the names that a value is one of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from whylint.workspace.options import BY_NAME, IN_FILE
from whylint.workspace.values import Choice, Flag, ListOf, TableOf, TablesOf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whylint.workspace.values import Value

TABLE = re.compile(r"\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
ASSIGNMENT = re.compile(r"\s*([\w.-]+|\"[^\"]*\")\s*=")
BEGUN_KEY = re.compile(r"\s*(?P<word>[\w-]*)$")
BEGUN_VALUE = re.compile(r"(?P<quote>[\"']?)(?P<word>[\w-]*)$")
STRING = re.compile(r"\"[^\"]*\"|'[^']*'")


class Offer(NamedTuple):
    """Something that may stand at a place: ``text`` in place of the ``begun`` characters before it.

    help: what a key does, in Markdown, "" for a value.
    """

    text: str
    begun: int
    help: str = ""


def offers(lines: Sequence[str], line: int, before: str, *, inside: tuple[str, ...] = ()) -> list[Offer]:
    """Return what may stand in a line behind ``before``.

    inside: the table that the settings stand in: that of a tool in a file that it shares with others.
    """
    table = _table(lines, line)
    if table[: len(inside)] != inside:
        return []
    here = _at(table[len(inside) :])
    key = _open_key(lines, line, before)
    if key is None:
        found = BEGUN_KEY.match(before)
        return [] if found is None else [_key(name, len(found["word"])) for name in _keys(here)]
    value = _below(here, key)
    begun = BEGUN_VALUE.search(STRING.sub('""', before) if _is_closed(before) else before)
    if begun is None:
        return []
    if isinstance(value, Flag):
        return [] if begun["quote"] else [Offer(word, len(begun["word"])) for word in ("true", "false")]
    closing = begun["quote"] or '"'
    size = len(begun["word"]) + len(begun["quote"])
    return [Offer(f"{closing}{name}{closing}", size) for name in _names(value)]


def _key(name: str, begun: int) -> Offer:
    return Offer(name, begun, BY_NAME[name].help if name in BY_NAME else "")


def _table(lines: Sequence[str], line: int) -> tuple[str, ...]:
    """Return the names that lead to the table that a line stands in."""
    for number in range(line - 1, -1, -1):
        if found := TABLE.match(lines[number].rstrip("\r\n")):
            return tuple(part.strip(" \"'") for part in found[1].split("."))
    return ()


def _open_key(lines: Sequence[str], line: int, before: str) -> str | None:
    """Return the key whose value a place stands in, on its own line or in an array that began further up."""
    if found := ASSIGNMENT.match(before):
        return found[1].strip('"')
    depth = _depth(before)
    for number in range(line - 1, -1, -1):
        text = lines[number]
        depth += _depth(text)
        if TABLE.match(text.rstrip("\r\n")):
            return None
        if found := ASSIGNMENT.match(text):
            return found[1].strip('"') if depth > 0 else None
    return None


def _depth(text: str) -> int:
    """Return how many more arrays a text opens than it closes."""
    bare = STRING.sub("", text).partition("#")[0]
    return bare.count("[") - bare.count("]")


def _is_closed(before: str) -> bool:
    """Tell whether no string is open behind a text."""
    rest = STRING.sub("", before)
    return '"' not in rest and "'" not in rest


def _at(table: Iterable[str]) -> Mapping[str, Value] | Value | None:
    """Return what may stand in a table; None for one that nothing knows."""
    here: Mapping[str, Value] | Value | None = IN_FILE
    for name in table:
        here = _below(here, name)
        if isinstance(here, TablesOf):
            here = here.values
    return here


def _below(here: Mapping[str, Value] | Value | None, name: str) -> Value | None:
    if isinstance(here, Mapping):
        return here.get(name)
    return here.value if isinstance(here, TableOf) else None


def _keys(here: Mapping[str, Value] | Value | None) -> Iterable[str]:
    if isinstance(here, Mapping):
        return here
    return here.key.names() if isinstance(here, TableOf) else ()


def _names(value: Value | None) -> Iterable[str]:
    if isinstance(value, ListOf):
        value = value.item
    return value.names() if isinstance(value, Choice) else ()
