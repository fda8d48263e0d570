"""Configuration files: where they are looked for, what they may say, and what is wrong in them.

For a document the file in the nearest folder holds, from its own upward, and no other: files are not merged.
What is wrong in a file is a value with a place, for the command line and the editor to show. The key that it
concerns keeps its default, the others hold, and a file that is no TOML counts as empty.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pathspec import GitIgnoreSpec

from whylint.rules import RULE_NAMES, closest
from whylint.rules.finding import Severity
from whylint.settings import Settings
from whylint.text.position import Position, Span
from whylint.workspace.folders import absolute, upward
from whylint.workspace.toml_places import place_of, read_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# In the order in which a folder is searched; a pyproject.toml counts only where it has a [tool.whylint].
NAMES = ("whylint.toml", ".whylint.toml", "pyproject.toml")
KEYS = ("select", "ignore", "severity", "exclude", "fail-on")
SEVERITIES = tuple(severity.value for severity in Severity)


@dataclass(frozen=True, slots=True)
class ConfigurationProblem:
    """A mistake in a configuration file: where it stands, and what to do about it, in one line."""

    path: Path
    span: Span
    message: str

    def __str__(self) -> str:
        """Return the problem as one line, its place one-based as editors count."""
        start = self.span.start
        return f"{self.path.as_posix()}:{start.line + 1}:{start.column + 1}: {self.message}"


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a configuration file says.

    path: the file, None where there is none; settings: for its documents; exclude: patterns of files to leave
    out, in the form of .gitignore, from the folder of the file; fail_on: the severity that fails a check;
    problems: what is wrong in the file.
    """

    path: Path | None = None
    settings: Settings = field(default_factory=Settings)
    exclude: tuple[str, ...] = ()
    fail_on: Severity = Severity.WARNING
    problems: tuple[ConfigurationProblem, ...] = ()

    def excludes(self, path: Path, *, is_folder: bool = False) -> bool:
        """Tell whether a file or folder is excluded."""
        if self.path is None or not self.exclude:
            return False
        path, folder = absolute(path), absolute(self.path).parent
        if not path.is_relative_to(folder):
            return False
        relative = path.relative_to(folder).as_posix() + "/" * is_folder
        return GitIgnoreSpec.from_lines(self.exclude).match_file(relative)


class Configurations:
    """The configuration that holds in each folder; each file is read once, until ``forget``."""

    def __init__(self, fixed: Path | None = None, *, enabled: bool = True) -> None:
        """Look files up, or use the file ``fixed`` everywhere, or where not ``enabled`` no file at all."""
        self._fixed = fixed
        self._enabled = enabled
        self._by_folder: dict[Path, Configuration] = {}
        self._by_file: dict[Path, Configuration] = {}

    def of(self, folder: Path) -> Configuration:
        """Return the configuration that holds for the documents in a folder."""
        if not self._enabled:
            return Configuration()
        if self._fixed is not None:
            return self._read(self._fixed)
        folder = absolute(folder)
        if folder not in self._by_folder:
            self._by_folder[folder] = self._nearest(folder)
        return self._by_folder[folder]

    def problems(self) -> tuple[ConfigurationProblem, ...]:
        """Return what is wrong in the files read so far."""
        return tuple(
            problem for configuration in self._by_file.values() for problem in configuration.problems
        )

    def forget(self) -> None:
        """Read all files anew when they are needed next."""
        self._by_folder.clear()
        self._by_file.clear()

    def _nearest(self, folder: Path) -> Configuration:
        for each in upward(folder):
            for name in NAMES:
                path = each / name
                if path.is_file() and (name != "pyproject.toml" or _configures_whylint(path)):
                    return self._read(path)
        return Configuration()

    def _read(self, path: Path) -> Configuration:
        if path not in self._by_file:
            self._by_file[path] = read_configuration(path)
        return self._by_file[path]


def read_configuration(path: Path) -> Configuration:
    """Return what a configuration file says, and what is wrong in it."""
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return _unreadable(path, f"cannot be read: {error.strerror}; make it readable")
    except UnicodeDecodeError:
        return _unreadable(path, "not UTF-8; save it as UTF-8")
    return parse_configuration(source, path)


def parse_configuration(source: str, path: Path) -> Configuration:
    """Return what the source of a configuration file says, a ``pyproject.toml`` in its ``[tool.whylint]``."""
    try:
        data: dict[str, Any] = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        span, message = read_error(error, source)
        problem = ConfigurationProblem(path, span, f"not valid TOML: {message}; correct it")
        return Configuration(path, problems=(problem,))
    table: tuple[str, ...] = ()
    if path.name == "pyproject.toml":
        table = ("tool", "whylint")
        data = data["tool"]["whylint"]
    return _Reader(path, source, table, data).configuration()


def unknown_rule(name: str) -> str:
    """Return what to say about a rule name that no rule has."""
    near = closest(name)
    return f"unknown rule “{name}”; " + (
        f"did you mean “{near}”?" if near else "“whylint rules” lists them all"
    )


def is_pattern(text: str) -> bool:
    """Tell whether a line of an ignore file can be read as a pattern."""
    try:
        GitIgnoreSpec.from_lines([text])
    except ValueError:
        return False
    return True


def _configures_whylint(path: Path) -> bool:
    """Tell whether a pyproject.toml has a table of Whylint's, or would have if it were TOML."""
    try:
        source = path.read_bytes().decode("utf-8", "replace")
        tool = tomllib.loads(source).get("tool")
    except OSError:
        return False
    except tomllib.TOMLDecodeError:
        return "[tool.whylint" in source
    return isinstance(tool, dict) and isinstance(tool.get("whylint"), dict)


def _unreadable(path: Path, message: str) -> Configuration:
    start = Position(0, 0)
    return Configuration(path, problems=(ConfigurationProblem(path, Span(start, start), message),))


class _Reader:
    """Makes a configuration of the data of one file, and notes what is wrong in it."""

    def __init__(self, path: Path, source: str, table: tuple[str, ...], data: Mapping[str, Any]) -> None:
        self._path = path
        self._source = source
        self._table = table
        self._data = data
        self._problems: list[ConfigurationProblem] = []

    def configuration(self) -> Configuration:
        for key in self._data:
            if key not in KEYS:
                self._note_unknown(key)
        settings = Settings(
            select=frozenset(self._rules("select")) if "select" in self._data else None,
            ignore=frozenset(self._rules("ignore")),
            severity=dict(self._severities()),
        )
        exclude = tuple(self._patterns("exclude"))
        fail_on = self._severity("fail-on", value=self._data["fail-on"]) if "fail-on" in self._data else None
        return Configuration(
            self._path, settings, exclude, fail_on or Severity.WARNING, tuple(self._problems)
        )

    def _strings(self, key: str) -> Iterator[str]:
        value = self._data.get(key, [])
        if not isinstance(value, list):
            self._note((key,), f'“{key}” is a list of strings, not {_kind(value)}; put it in brackets: ["…"]')
            return
        for each in value:
            if isinstance(each, str):
                yield each
            else:
                self._note((key,), f"“{key}” is a list of strings, and holds {_kind(each)}; put it in quotes")

    def _rules(self, key: str) -> Iterator[str]:
        for name in self._strings(key):
            if name in RULE_NAMES:
                yield name
            else:
                self._note((key,), unknown_rule(name), value=name)

    def _patterns(self, key: str) -> Iterator[str]:
        for text in self._strings(key):
            if is_pattern(text):
                yield text
            else:
                self._note((key,), f"“{text}” is no pattern as .gitignore has them; correct it", value=text)

    def _severities(self) -> Iterator[tuple[str, Severity]]:
        table = self._data.get("severity", {})
        if not isinstance(table, dict):
            message = (
                f'“severity” is a table, not {_kind(table)}; write [severity], and below it rule = "hint"'
            )
            self._note(("severity",), message)
            return
        for rule, value in table.items():
            if rule not in RULE_NAMES:
                self._note(("severity", rule), unknown_rule(rule))
            elif severity := self._severity("severity", rule, value=value):
                yield rule, severity

    def _severity(self, *keys: str, value: object) -> Severity | None:
        if isinstance(value, str) and value in SEVERITIES:
            return Severity(value)
        named = f"“{value}”" if isinstance(value, str) else _kind(value)
        self._note(keys, f"{named} is no severity; use one of {', '.join(SEVERITIES)}")
        return None

    def _note_unknown(self, key: str) -> None:
        near = get_close_matches(key, KEYS, n=1)
        remedy = f"did you mean “{near[0]}”?" if near else f"known are {', '.join(KEYS)}"
        self._note((key,), f"unknown key “{key}”; {remedy}")

    def _note(self, keys: tuple[str, ...], message: str, *, value: str | None = None) -> None:
        span = place_of(self._source, (*self._table, *keys), value)
        self._problems.append(ConfigurationProblem(self._path, span, message))


def _kind(value: object) -> str:
    """Return what a TOML value is, in words."""
    names = {
        bool: "a boolean",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "a table",
    }
    return names.get(type(value), "a date")
