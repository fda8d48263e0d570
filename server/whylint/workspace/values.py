"""The kinds of values that a setting may have: each reads what a file says, tells what is wrong, and has a schema.

A mistake is told by ``note`` with the keys that lead to it. What is right beside it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

# The way from the top of a file to a value: names of keys, and places in arrays.
Keys: TypeAlias = "tuple[str | int, ...]"
Json: TypeAlias = "dict[str, Any]"


class Note(Protocol):
    """Takes a mistake: the keys of the value it is in, what to do about it, and the string in it that is wrong."""

    def __call__(self, keys: Keys, message: str, value: str | None = None) -> None:
        """Take it."""


class Value(Protocol):
    """A kind of value. ``words``: what it is, in words ("a list of rules")."""

    @property
    def words(self) -> str:
        """What the kind is, in words."""

    def read(self, value: object, keys: Keys, note: Note) -> Any:
        """Return what of a value can be used, None where nothing can."""

    def schema(self) -> Json:
        """Return the JSON schema of the kind."""


@dataclass(frozen=True, slots=True)
class Text:
    """A string. check: says what is wrong with one, and what to do about it, or None."""

    words: str
    check: Callable[[str], str | None] = lambda _: None

    def read(self, value: object, keys: Keys, note: Note) -> str | None:
        """Return the string where it is one, and nothing is wrong with it."""
        if not isinstance(value, str):
            note(keys, f"“{_name(keys)}” is a string, not {kind_of(value)}; put it in quotes")
            return None
        wrong = self.check(value)
        if wrong is not None:
            note(keys, wrong, value)
            return None
        return value

    def schema(self) -> Json:
        """Return the JSON schema of the kind."""
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some names. what: what each of them is ("severity"); names: gives them when they are needed."""

    what: str
    names: Callable[[], Iterable[str]]
    unknown: Callable[[str], str] | None = None

    @property
    def words(self) -> str:
        """What the kind is, in words."""
        return f"a {self.what}"

    def read(self, value: object, keys: Keys, note: Note) -> str | None:
        """Return the name where it is one of them."""
        if isinstance(value, str) and value in self.names():
            return value
        if isinstance(value, str) and self.unknown is not None:
            note(keys, self.unknown(value), value)
            return None
        named = f"“{value}”" if isinstance(value, str) else kind_of(value)
        message = f"{named} is no {self.what}; use one of {', '.join(self.names())}"
        note(keys, message, value if isinstance(value, str) else None)
        return None

    def schema(self) -> Json:
        """Return the JSON schema of the kind."""
        return {"enum": list(self.names())}


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, from ``least`` on."""

    words: str
    least: int = 0

    def read(self, value: object, keys: Keys, note: Note) -> int | None:
        """Return the number where it is one that can be used."""
        if isinstance(value, int) and not isinstance(value, bool) and value >= self.least:
            return value
        shown = str(value) if isinstance(value, int) and not isinstance(value, bool) else kind_of(value)
        note(keys, f"“{_name(keys)}” is a whole number from {self.least} on, not {shown}")
        return None

    def schema(self) -> Json:
        """Return the JSON schema of the kind."""
        return {"type": "integer", "minimum": self.least}


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    words: str = "true or false"

    def read(self, value: object, keys: Keys, note: Note) -> bool | None:
        """Return the value where it is one of the two."""
        if isinstance(value, bool):
            return value
        note(keys, f"“{_name(keys)}” is true or false, not {kind_of(value)}")
        return None

    def schema(self) -> Json:
        """Return the JSON schema of the kind."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list. single: one item may stand without brackets."""

    item: Text | Choice
    words: str
    single: bool = False

    def read(self, value: object, keys: Keys, note: Note) -> tuple[str, ...] | None:
        """Return the items that can be used."""
        if self.single and isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            message = f'“{_name(keys)}” is a list of strings, not {kind_of(value)}; put it in brackets: ["…"]'
            note(keys, message)
            return None
        found = []
        for each in value:
            if not isinstance(each, str):
                name = _name(keys)
                note(keys, f"“{name}” is a list of strings, and holds {kind_of(each)}; put it in quotes")
            elif (item := self.item.read(each, keys, note)) is not None:
                found.append(item)
        return tuple(found)

    def schema(self) -> Json:
        """Return the JSON schema of the kind."""
        items = {"type": "array", "items": self.item.schema()}
        return {"anyOf": [self.item.schema(), items]} if self.single else items


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table whose keys are names of a kind. example: a row, as the remedy for what is no table."""

    key: Choice
    value: Value
    words: str
    example: str

    def read(self, value: object, keys: Keys, note: Note) -> dict[str, Any] | None:
        """Return the rows that can be used."""
        if not isinstance(value, dict):
            name = _name(keys)
            message = (
                f"“{name}” is a table, not {kind_of(value)}; write [{name}], and below it {self.example}"
            )
            note(keys, message)
            return None
        found = {}
        for name, each in value.items():
            if self.key.read(name, (*keys, name), _without_value(note)) is not None:
                row = self.value.read(each, (*keys, name), note)
                if row is not None:
                    found[name] = row
        return found

    def schema(self) -> Json:
        """Return the JSON schema of the kind."""
        row = self.value.schema()
        return {
            "type": "object",
            "properties": dict.fromkeys(self.key.names(), row),
            "additionalProperties": False,
        }


@dataclass(frozen=True, slots=True)
class TablesOf:
    """Tables in a row, as ``[[name]]``, each with the same keys, of which ``required`` must be there."""

    values: Mapping[str, Value]
    required: str
    words: str

    def read(self, value: object, keys: Keys, note: Note) -> tuple[dict[str, Any], ...] | None:
        """Return the tables that can be used, each without the values that cannot."""
        name = _name(keys)
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            shown = kind_of(value) if not isinstance(value, list) else "a list of something else"
            note(keys, f"“{name}” is a row of tables, not {shown}; write [[{name}]], and below it its keys")
            return None
        found = []
        for index, table in enumerate(value):
            read = read_table(table, self.values, (*keys, index), note)
            if self.required in read:
                found.append(read)
            elif self.required not in table:
                note((*keys, index), f"no “{self.required}” in [[{name}]]; say which files it is about")
        return tuple(found)

    def schema(self) -> Json:
        """Return the JSON schema of the kind."""
        properties = {name: value.schema() for name, value in self.values.items()}
        return {
            "type": "array",
            "items": {
                "type": "object",
                "properties": properties,
                "required": [self.required],
                "additionalProperties": False,
            },
        }


def read_table(
    table: Mapping[str, Any], values: Mapping[str, Value], keys: Keys, note: Note
) -> dict[str, Any]:
    """Return the values of a table that can be used; the keys that it may have are those of ``values``."""
    found: dict[str, Any] = {}
    for name, value in table.items():
        if name not in values:
            near = get_close_matches(name, values, n=1)
            remedy = f"did you mean “{near[0]}”?" if near else f"known are {', '.join(values)}"
            note((*keys, name), f"unknown key “{name}”; {remedy}")
            continue
        read = values[name].read(value, (*keys, name), note)
        if read is not None:
            found[name] = read
    return found


def kind_of(value: object) -> str:
    """Return what a value of a file is, in words."""
    names = {
        bool: "a boolean",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "a table",
        type(None): "nothing",
    }
    return names.get(type(value), "a date")


def _name(keys: Keys) -> str:
    """Return the name of the key that a value stands at."""
    return next(str(key) for key in reversed(keys) if isinstance(key, str))


def _without_value(note: Note) -> Note:
    """Return ``note`` for what is wrong with a key: it is the key's own place that is told."""
    return lambda keys, message, value=None: note(keys, message)  # noqa: ARG005 - the value is the key
