"""Configuration files: found from a document's folder upwards, read, and checked with the place of each mistake."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from whylint.engine import Settings
from whylint.rules import RULES, closest
from whylint.rules.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("whylint.toml", ".whylint.toml", "pyproject.toml")
TABLE = re.compile(r"^\s*\[+\s*([^\]]+?)\s*\]+")
SEVERITIES = tuple(severity.value for severity in Severity)


@dataclass(frozen=True, slots=True)
class ConfigurationProblem:
    """A mistake in a configuration file; line and column are zero-based, in code points. ``message`` names a remedy."""

    path: Path
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """Return the problem as one line, its place one-based as editors show it."""
        return f"{self.path}:{self.line + 1}:{self.column + 1}: {self.message}"


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a configuration file says; keys with a mistake in them have their defaults."""

    path: Path | None = None
    settings: Settings = Settings()
    exclude: tuple[str, ...] = ()
    fail_on: Severity = Severity.WARNING
    problems: tuple[ConfigurationProblem, ...] = ()


class Configurations:
    """The configuration that holds for each document: its nearest file's. Files are read once, until ``forget``."""

    def __init__(self, fixed: Path | None = None, *, enabled: bool = True) -> None:
        """Use the file ``fixed`` for every document where one is given, and none at all where not ``enabled``."""
        self._fixed = fixed
        self._enabled = enabled
        self._by_folder: dict[Path, Configuration] = {}
        self._by_file: dict[Path, Configuration] = {}

    def of(self, folder: Path) -> Configuration:
        """Return the configuration that holds in a folder."""
        if not self._enabled:
            return Configuration()
        if self._fixed is not None:
            return self._read(self._fixed)
        folder = folder.absolute()
        if folder not in self._by_folder:
            self._by_folder[folder] = self._nearest(folder)
        return self._by_folder[folder]

    def problems(self) -> list[ConfigurationProblem]:
        """Return the mistakes in all files read so far."""
        return [problem for configuration in self._by_file.values() for problem in configuration.problems]

    def forget(self) -> None:
        """Read all files anew when they are asked for next."""
        self._by_folder.clear()
        self._by_file.clear()

    def _nearest(self, folder: Path) -> Configuration:
        for each in (folder, *folder.parents):
            for name in NAMES:
                path = each / name
                if path.is_file() and (name != "pyproject.toml" or _mentions_whylint(path)):
                    return self._read(path)
        return Configuration()

    def _read(self, path: Path) -> Configuration:
        if path not in self._by_file:
            self._by_file[path] = read_configuration(path)
        return self._by_file[path]


def _mentions_whylint(path: Path) -> bool:
    try:
        return b"[tool.whylint" in path.read_bytes()
    except OSError:
        return False


def read_configuration(path: Path) -> Configuration:
    """Return what a configuration file says, with its mistakes as ``problems``."""
    try:
        source = path.read_bytes().decode("utf-8-sig")
        data: dict[str, Any] = tomllib.loads(source)
    except OSError as error:
        return Configuration(path, problems=(ConfigurationProblem(path, 0, 0, f"cannot be read: {error.strerror}; make it readable"),))
    except UnicodeDecodeError:
        return Configuration(path, problems=(ConfigurationProblem(path, 0, 0, "not UTF-8; save it as UTF-8"),))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]) - 1, int(place[2]) - 1) if place else (max(source.count("\n"), 0), 0)
        message = re.sub(r"\s*\(at .*\)$", "", str(error))
        return Configuration(path, problems=(ConfigurationProblem(path, line, column, f"not valid TOML: {message}; correct it"),))
    prefix = ""
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("whylint", {})
        prefix = "tool.whylint"
    return _Reader(path, source, prefix).configuration(data)


class _Reader:
    """Turns the data of one file into a configuration, noting each mistake with its place."""

    def __init__(self, path: Path, source: str, prefix: str) -> None:
        self._path = path
        self._source = source.splitlines()
        self._prefix = prefix
        self._problems: list[ConfigurationProblem] = []

    def configuration(self, data: dict[str, Any]) -> Configuration:
        keys = ("select", "ignore", "severity", "exclude", "fail-on")
        for key in data:
            if key not in keys:
                near = next(iter(get_close_matches(key, keys, n=1)), None)
                self._note(key, f"unknown key “{key}”" + (f"; did you mean “{near}”?" if near else f"; known are {', '.join(keys)}"))
        select = self._rules("select", data) if "select" in data else None
        settings = Settings(select=select, ignore=self._rules("ignore", data) or frozenset(), severity=self._severities(data))
        fail_on = self._severity("fail-on", data["fail-on"]) if "fail-on" in data else None
        return Configuration(
            self._path, settings, tuple(self._strings("exclude", data)), fail_on or Severity.WARNING, tuple(self._problems)
        )

    def _rules(self, key: str, data: dict[str, Any]) -> frozenset[str]:
        return frozenset(name for name in self._strings(key, data) if self._known(name, key))

    def _known(self, name: str, key: str, table: str = "") -> bool:
        if name in RULES:
            return True
        self._note(key, unknown_rule(name), table=table, value=name)
        return False

    def _severities(self, data: dict[str, Any]) -> dict[str, Severity]:
        table = data.get("severity", {})
        if not isinstance(table, dict):
            self._note("severity", f"“severity” is a table of rule = severity, not {_kind(table)}; write [severity] and the rules below it")
            return {}
        found = {}
        for rule, value in table.items():
            if self._known(rule, rule, "severity") and (severity := self._severity(rule, value, "severity")):
                found[rule] = severity
        return found

    def _severity(self, key: str, value: object, table: str = "") -> Severity | None:
        if isinstance(value, str) and value in SEVERITIES:
            return Severity(value)
        self._note(key, f"“{value}” is no severity; use one of {', '.join(SEVERITIES)}", table=table)
        return None

    def _strings(self, key: str, data: dict[str, Any]) -> Iterator[str]:
        value = data.get(key, [])
        if not isinstance(value, list):
            self._note(key, f"“{key}” is a list of strings, not {_kind(value)}; put it in brackets")
            return
        for each in value:
            if isinstance(each, str):
                yield each
            else:
                self._note(key, f"“{key}” holds strings, not {_kind(each)}; put {each!r} in quotes")

    def _note(self, key: str, message: str, *, table: str = "", value: str | None = None) -> None:
        line, column = self._place(key, table, value)
        self._problems.append(ConfigurationProblem(self._path, line, column, message))

    def _place(self, key: str, table: str, value: str | None) -> tuple[int, int]:
        """Return where a key stands, or a value of its list; tomllib does not keep that."""
        wanted = ".".join(part for part in (self._prefix, table) if part)
        current = ""
        key_pattern = re.compile(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*=")
        for number, line in enumerate(self._source):
            header = TABLE.match(line)
            if header:
                current = header[1].replace(" ", "").replace('"', "")
                if current == ".".join(part for part in (self._prefix, key) if part):
                    return number, line.index("[")
            elif current == wanted and (found := key_pattern.match(line)):
                for below, text in enumerate(self._source[number:], number):
                    if value is not None and (at := re.search(rf"[\"']{re.escape(value)}[\"']", text)):
                        return below, at.start()
                return number, len(line) - len(line.lstrip())
        return 0, 0


def unknown_rule(name: str) -> str:
    """Return what to say of a rule name that there is no rule for."""
    near = closest(name)
    return f"unknown rule “{name}”; " + (f"did you mean “{near}”?" if near else "“whylint rules” lists them")


def _kind(value: object) -> str:
    names = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "a list", dict: "a table"}
    return names.get(type(value), "a date")
