"""The settings of documents, from the configuration files, the editor and the baselines around them.

What a baseline has frozen is not shown at all: a team has agreed to leave it alone, and a squiggle that nobody is to
act on teaches people to look past squiggles. Hover and inspect still say what is covered and what is not.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from whylint.lsp.addresses import path_of, place_of
from whylint.settings import Settings
from whylint.workspace import baselines
from whylint.workspace.baselines import Baselines
from whylint.workspace.configuration import NAMES, Configuration, Configurations, editor_source
from whylint.workspace.discovery import IGNORE_FILES, SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from whylint.lsp.client import Client
    from whylint.workspace.configuration import ConfigurationProblem

SECTION = "whylint"  # of the client's settings

# Where a document stands that nobody has saved, and that no folder is open for.
_NOWHERE, _UNSAVED = Path(Path.cwd().anchor), "untitled.md"

# A document that its configuration excludes is open all the same; it is asked nothing.
_ASK_NOTHING = Settings(select=frozenset())


class DocumentSettings:
    """The settings that each document is read with.

    folders: those of the workspace; the first one's configuration holds for documents that nobody has saved yet.
    log: tells the client what is wrong in its own settings, or in a baseline, each mistake once. What is wrong in a
    configuration file is shown there, and not here.
    """

    def __init__(self, log: Callable[[str], None]) -> None:
        self.folders: list[Path] = []
        self.configurations = Configurations()
        self._log = log
        self._baselines = Baselines()
        self._logged: set[str] = set()
        self._options: Mapping[str, object] = {}

    @property
    def root(self) -> Path | None:
        """The first folder of the workspace."""
        return self.folders[0] if self.folders else None

    def of(self, uri: str) -> Settings:
        """Return the settings of the document ``uri``."""
        configuration = self.configuration_of(uri)
        path = path_of(uri)
        if path is None:
            return configuration.settings
        if configuration.excludes(path):
            return _ASK_NOTHING
        known = self._baselines.known(path, configuration)
        self._log_each(self._baselines.problems())
        return replace(configuration.settings, known=known)

    def configuration_of(self, uri: str) -> Configuration:
        """Return what holds for the document ``uri``."""
        return self.configurations.for_file(place_of(uri, self.root) or _NOWHERE / _UNSAVED)

    def problems(self) -> tuple[ConfigurationProblem, ...]:
        """Return what is wrong in the configuration files that were read."""
        return self.configurations.problems()

    def use_options(self, options: object) -> None:
        """Take over the settings that came with the first message; those that come later count more."""
        self._options = options if isinstance(options, dict) else {}
        self.use_settings({})

    def use_settings(self, by_folder: Mapping[Path | None, object]) -> bool:
        """Take over the editor's settings, by the folder that they are for; None for what is in none of them.

        Return whether they are others than before.
        """
        sources = {}
        for folder, settings in {None: None, **by_folder}.items():
            given = settings if isinstance(settings, dict) else {}
            told = {**self._options, **{name: value for name, value in given.items() if value is not None}}
            if told:
                sources[folder], wrong = editor_source(told, folder or self.root or _NOWHERE)
                self._log_each(wrong)
        return self.configurations.use_editors(sources)

    def decides(self, path: Path) -> bool:
        """Tell whether what a file says decides how documents are read."""
        return path.name in _DECIDING or self.configurations.has_read(path)

    def forget(self) -> None:
        """Read the files again when they are needed next."""
        self.configurations.forget()
        self._baselines.forget()
        self._logged.clear()

    def _log_each(self, problems: Iterable[str]) -> None:
        for problem in problems:
            if problem not in self._logged:
                self._logged.add(problem)
                self._log(problem)


_DECIDING = (*NAMES, baselines.NAME)

# The files of which the client is to tell every change: documents, and what decides how they are read. A configuration
# may extend a file of any name.
_PATTERNS = [
    "**/*.toml",
    *(f"**/{name}" for name in (baselines.NAME, *IGNORE_FILES)),
    *(f"**/*{suffix}" for suffix in SUFFIXES),
]
FILE_OPERATIONS = types.FileOperationRegistrationOptions(
    [types.FileOperationFilter(types.FileOperationPattern(each), "file") for each in (*_PATTERNS, "**/")]
)


def registrations_for(client: Client) -> Iterator[types.Registration]:
    """Yield what a client is asked to tell of later."""
    if client.watches:
        watchers = [types.FileSystemWatcher(each) for each in _PATTERNS]
        yield types.Registration(
            f"{SECTION}-files",
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
            types.DidChangeWatchedFilesRegistrationOptions(watchers),
        )
    if client.tells_settings:
        yield types.Registration(
            f"{SECTION}-settings",
            types.WORKSPACE_DID_CHANGE_CONFIGURATION,
            types.DidChangeConfigurationRegistrationOptions(SECTION),
        )
