"""Configuration: which files hold for a document, what they may say, and what is wrong in them.

What holds for a document comes from these sources, of which a later one counts more:

1. the settings of the editor;
2. the files that its configuration file extends, and then the file itself: the nearest one, from the document's own
   folder upward, and no other;
3. the ``[[files]]`` of these that match the document.

A file counts more than an editor's settings, so that editor, command line and CI agree on a project that has one.
Configuration is data: nothing in it is run, imported or looked up in the network.

What is wrong in a file is a value with a place, for the command line and the editor to show. The key that it concerns
keeps its default, and the others hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from whylint.conventions import Conventions, ProjectWords
from whylint.rules.finding import Severity
from whylint.settings import Settings
from whylint.text.position import Position, Span
from whylint.workspace.folders import absolute, upward
from whylint.workspace.patterns import patterns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pathspec import GitIgnoreSpec

    from whylint.workspace.values import Keys

# In the order in which a folder is searched; a pyproject.toml counts only where it has a [tool.whylint].
NAMES = ("whylint.toml", ".whylint.toml", "pyproject.toml")
PYPROJECT = "pyproject.toml"
MAX_SIZE = 2000  # kilobytes of a document


@dataclass(frozen=True, slots=True)
class ConfigurationProblem:
    """A mistake in a configuration file: where it stands, and what to do about it, in one line.

    outside: it is about a file that this one names, and cannot be told from its own text.
    """

    path: Path
    span: Span
    message: str
    outside: bool = False

    def __str__(self) -> str:
        """Return the problem as one line, its place one-based as editors count."""
        start = self.span.start
        return f"{self.path.as_posix()}:{start.line + 1}:{start.column + 1}: {self.message}"


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns in the form of .gitignore, which count from a folder."""

    folder: Path
    lines: tuple[str, ...]

    def match(self, path: Path, *, is_folder: bool = False) -> bool:
        """Tell whether a file or folder is meant; what lies outside the folder never is."""
        path = absolute(path)
        if not path.is_relative_to(self.folder):
            return False
        return _compiled(self.lines).match_file(path.relative_to(self.folder).as_posix() + "/" * is_folder)


@lru_cache(maxsize=256)
def _compiled(lines: tuple[str, ...]) -> GitIgnoreSpec:
    return patterns(lines)


@dataclass(frozen=True, slots=True)
class Source:
    """What one file or editor says.

    path: the file, None for an editor; folder: where its patterns and paths count from; values: by the names of the
    settings, without what is wrong; places: where each stands in the file; problems: what is wrong in it; broken: it
    could not be read at all.
    """

    path: Path | None
    folder: Path
    values: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, Span] = field(default_factory=dict)
    problems: tuple[ConfigurationProblem, ...] = ()
    broken: bool = False

    def patterns(self, lines: tuple[str, ...]) -> Patterns:
        """Return patterns that stand in this source."""
        return Patterns(self.folder, lines)


@dataclass(frozen=True, slots=True)
class Configuration:
    """What holds for a document or a folder.

    path: the nearest file, None where there is none; sources: where the values come from, of which a later one counts
    more; values: what they say together; settings: for the engine; problems: what is wrong in the files.
    """

    path: Path | None = None
    sources: tuple[Source, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    problems: tuple[ConfigurationProblem, ...] = ()

    @property
    def fail_on(self) -> Severity:
        """The severity that fails a check."""
        return Severity(self.values.get("fail-on", Severity.WARNING))

    @property
    def max_size(self) -> int:
        """The size in bytes of the largest document that is read."""
        return int(self.values.get("max-size", MAX_SIZE)) * 1000

    @property
    def shows_hints(self) -> bool:
        """Whether editors show where the failure of a criterion is covered."""
        return bool(self.values.get("inlay-hints"))

    @property
    def shows_workspace(self) -> bool:
        """Whether editors show what is found in files that are not open."""
        return bool(self.values.get("workspace-diagnostics"))

    @property
    def baseline(self) -> Path | None:
        """The file with the findings that were frozen, None where none is named."""
        named = [source for source in self.sources if "baseline" in source.values]
        return named[-1].folder / named[-1].values["baseline"] if named else None

    @property
    def extended_ignore(self) -> tuple[str, ...]:
        """The rules that the nearest file leaves out because files do that it extends."""
        named = [
            source.values["ignore"] for source in self.sources if source.path and "ignore" in source.values
        ]
        return tuple(named[-1]) if named else ()

    def excludes(self, path: Path, *, is_folder: bool = False) -> bool:
        """Tell whether a file or folder is excluded."""
        return self.excluded_by(path, is_folder=is_folder) is not None

    def excluded_by(self, path: Path, *, is_folder: bool = False) -> Source | None:
        """Return the source that excludes a file or folder."""
        for source in self.sources:
            lines = source.values.get("exclude", ())
            if lines and source.patterns(lines).match(path, is_folder=is_folder):
                return source
        return None

    def for_file(self, path: Path) -> Configuration:
        """Return what holds for a file: this, and what ``[[files]]`` say of it."""
        rows = tuple(self.rows_for(path))
        if not rows:
            return self
        values = dict(self.values)
        for _, row in rows:
            values = merged(values, row)
        return replace(self, values=values, settings=settings_of(values))

    def rows_for(self, path: Path) -> Iterator[tuple[Source, Mapping[str, Any]]]:
        """Yield the ``[[files]]`` that match a file, weakest first, with where they stand."""
        for source in self.sources:
            for row in source.values.get("files", ()):
                if source.patterns(row["match"]).match(path):
                    yield source, {name: value for name, value in row.items() if name != "match"}


def merged(weaker: Mapping[str, Any], stronger: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of two sources together, as the declaration of each setting has it."""
    if not weaker or not stronger:
        return {**weaker, **stronger}
    from whylint.workspace.options import BY_NAME, Merge  # noqa: PLC0415 - nothing to declare where nothing is said

    result = dict(weaker)
    for name, value in stronger.items():
        adds = name in BY_NAME and BY_NAME[name].merge is Merge.ADDS
        result[name] = _added(result[name], value) if adds and name in result else value
    return result


def _added(weaker: Any, stronger: Any) -> Any:
    if isinstance(weaker, tuple):
        return (*weaker, *(each for each in stronger if each not in weaker))
    return {
        **weaker,
        **{
            name: _added(weaker[name], value) if isinstance(value, tuple) and name in weaker else value
            for name, value in stronger.items()
        },
    }


def settings_of(values: Mapping[str, Any]) -> Settings:
    """Return the engine's settings for values that were read."""
    phrases = {"person": values.get("personas", ()), "vague_word": values.get("weak-words", ())}
    return Settings(
        select=frozenset(values["select"]) if "select" in values else None,
        ignore=frozenset(values.get("ignore", ())),
        severity={rule: Severity(value) for rule, value in values.get("severity", {}).items()},
        kinds=frozenset(values["kinds"]) if "kinds" in values else None,
        conventions=Conventions(
            language=values.get("language"),
            languages=tuple(values.get("languages", ())),
            kind=values.get("kind"),
            words=ProjectWords.of(
                values.get("labels", {}), values.get("operations", {}), phrases, values.get("templates")
            ),
        ),
    )


def configuration_of(
    path: Path | None, sources: Iterable[Source], problems: Iterable[ConfigurationProblem]
) -> Configuration:
    """Return what some sources say together, of which a later one counts more."""
    sources = tuple(sources)
    values: dict[str, Any] = {}
    for source in sources:
        values = merged(values, source.values)
    return Configuration(path, sources, values, settings_of(values), tuple(dict.fromkeys(problems)))


class Configurations:
    """The configuration that holds in each folder; each file is read once, until ``forget``."""

    def __init__(self, fixed: Path | None = None, *, enabled: bool = True) -> None:
        """Look files up, or use the file ``fixed`` everywhere, or where not ``enabled`` no file at all."""
        self._fixed = fixed
        self._enabled = enabled
        self._editors: Mapping[Path | None, Source] = {}
        self._by_folder: dict[Path, Configuration] = {}
        self._by_file: dict[tuple[Path | None, Path | None], Configuration] = {}
        self._sources: dict[Path, Source] = {}
        self._missing: set[Path] = set()
        self._last_good: dict[Path, Source] = {}

    def fresh(self) -> Configurations:
        """Return configurations that have read nothing yet, and give the same."""
        made = Configurations(self._fixed, enabled=self._enabled)
        made.use_editors(self._editors)
        return made

    def of(self, folder: Path) -> Configuration:
        """Return the configuration that holds for the documents in a folder, but for what ``[[files]]`` say."""
        folder = absolute(folder)
        if folder not in self._by_folder:
            self._by_folder[folder] = self._composed(self._file_for(folder), self._editor_for(folder))
        return self._by_folder[folder]

    def for_file(self, path: Path) -> Configuration:
        """Return the configuration that holds for a document."""
        return self.of(path.parent).for_file(path)

    def use_editors(self, editors: Mapping[Path | None, Source]) -> bool:
        """Take over the settings of editors, by the folder of the workspace; None stands for all other folders.

        Return whether they are others than before.
        """
        if editors == self._editors:
            return False
        self._editors = editors
        self.forget()
        return True

    def has_read(self, path: Path) -> bool:
        """Tell whether a file is one of those that hold somewhere, or would if it were there."""
        return path in self._sources or path in self._missing

    def problems(self) -> tuple[ConfigurationProblem, ...]:
        """Return what is wrong in the files that were read, each once."""
        found = (problem for each in self._by_file.values() for problem in each.problems)
        return tuple(dict.fromkeys(found))

    def forget(self) -> None:
        """Read all files anew when they are needed next; what one said last while it was TOML is kept."""
        self._last_good |= {path: each for path, each in self._sources.items() if not each.broken}
        self._by_folder.clear()
        self._by_file.clear()
        self._sources.clear()
        self._missing.clear()

    def _file_for(self, folder: Path) -> Path | None:
        if not self._enabled:
            return None
        if self._fixed is not None:
            return self._fixed
        for each in upward(folder):
            for name in NAMES:
                path = each / name
                if path.is_file() and (name != PYPROJECT or _configures_whylint(path)):
                    return path
        return None

    def _editor_for(self, folder: Path) -> Source | None:
        around = [root for root in self._editors if root is not None and folder.is_relative_to(root)]
        nearest = max(around, key=lambda root: len(root.parts), default=None)
        return self._editors.get(nearest)

    def _composed(self, path: Path | None, editor: Source | None) -> Configuration:
        """Return what an editor and a file say together."""
        key = (path, None if editor is None else editor.folder)
        if key not in self._by_file:
            problems: list[ConfigurationProblem] = []
            sources = [] if editor is None else [editor]
            if path is not None:
                sources += self._chain(path, (), problems)
            self._by_file[key] = configuration_of(path, sources, problems)
        return self._by_file[key]

    def _chain(
        self, path: Path, around: tuple[Path, ...], problems: list[ConfigurationProblem]
    ) -> list[Source]:
        """Return the files that a file extends, and then the file itself; note what is wrong in them."""
        source = self._read(path)
        problems += source.problems
        found: list[Source] = []
        around = (*around, absolute(path))
        for name in source.values.get("extend", ()):
            target = absolute(source.folder / name)
            wrong = None
            if target in around:
                way = " → ".join(each.name for each in (*around[around.index(target) :], target))
                wrong = f"“{name}” leads back to itself ({way}); take one of them out"
            elif not target.is_file():
                self._missing.add(target)
                wrong = f"“{name}” is no file; paths count from the folder of this file"
            if wrong is not None:
                problems.append(ConfigurationProblem(path, source.places["extend"], wrong, outside=True))
            else:
                found += (each for each in self._chain(target, around, problems) if each not in found)
        return [*found, source]

    def _read(self, path: Path) -> Source:
        if path not in self._sources:
            source = read_source(path)
            good = self._last_good.get(path)
            if source.broken and good is not None:
                source = replace(good, problems=source.problems, broken=True)
            self._sources[path] = source
        return self._sources[path]


def parse_configuration(text: str, path: Path) -> Configuration:
    """Return what the text of a single configuration file says."""
    source = parse_source(text, path)
    return configuration_of(path, [source], source.problems)


def read_source(path: Path) -> Source:
    """Return what a configuration file says, and what is wrong in it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return _unreadable(path, f"cannot be read: {error.strerror}; make it readable")
    except UnicodeDecodeError:
        return _unreadable(path, "not UTF-8; save it as UTF-8")
    return parse_source(text, path)


def parse_source(text: str, path: Path) -> Source:
    """Return what the text of a configuration file says, a ``pyproject.toml`` in its ``[tool.whylint]``."""
    # Most documents have no configuration, and are not to wait for what reads one.
    import tomllib  # noqa: PLC0415

    from whylint.workspace.options import IN_FILE  # noqa: PLC0415
    from whylint.workspace.toml_places import place_of, read_error  # noqa: PLC0415
    from whylint.workspace.values import read_table  # noqa: PLC0415

    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        span, message = read_error(error, text)
        return _unreadable(path, f"not valid TOML: {message}; correct it", span)
    except RecursionError:
        return _unreadable(path, "not valid TOML: nested too deeply; correct it")
    table: tuple[str, ...] = ()
    if path.name == PYPROJECT:
        table = ("tool", "whylint")
        for name in table:
            data = data.get(name, {}) if isinstance(data, dict) else {}
        if not isinstance(data, dict):
            return _unreadable(
                path, "“tool.whylint” is no table; write [tool.whylint]", place_of(text, table)
            )
    problems: list[ConfigurationProblem] = []

    def note(keys: Keys, message: str, value: str | None = None) -> None:
        problems.append(ConfigurationProblem(path, place_of(text, (*table, *keys), value), message))

    values = read_table(data, IN_FILE, (), note)
    places = {name: place_of(text, (*table, name)) for name in values}
    return Source(path, absolute(path).parent, values, places, tuple(problems))


def editor_source(settings: object, folder: Path) -> tuple[Source, tuple[str, ...]]:
    """Return what an editor's settings say, and what is wrong in them, in one line each; null says nothing."""
    from whylint.workspace.options import IN_EDITOR  # noqa: PLC0415 - the command line has no editor
    from whylint.workspace.values import read_table  # noqa: PLC0415 - as above

    problems: list[str] = []

    def note(keys: Keys, message: str, value: str | None = None) -> None:  # noqa: ARG001 - there is no place
        problems.append(f"setting “whylint.{'.'.join(map(str, keys))}”: {message}")

    given = settings if isinstance(settings, dict) else {}
    told = {name: value for name, value in given.items() if name in IN_EDITOR and value is not None}
    return Source(None, folder, read_table(told, IN_EDITOR, (), note)), tuple(problems)


def _configures_whylint(path: Path) -> bool:
    """Tell whether a pyproject.toml has a table of Whylint's, or would have if it were TOML."""
    try:
        source = path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return False
    if "whylint" not in source:
        return False
    import tomllib  # noqa: PLC0415 - nine of ten files have been answered by now

    try:
        tool = tomllib.loads(source).get("tool")
    except (tomllib.TOMLDecodeError, RecursionError):
        return "[tool.whylint" in source
    return isinstance(tool, dict) and "whylint" in tool


def _unreadable(path: Path, message: str, span: Span | None = None) -> Source:
    start = Position(0, 0)
    problem = ConfigurationProblem(path, span or Span(start, start), message)
    return Source(path, absolute(path).parent, problems=(problem,), broken=True)
