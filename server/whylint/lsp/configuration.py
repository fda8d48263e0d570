"""The settings of documents, from the configuration files and the baselines around them.

What a baseline has frozen is not shown at all: a team has agreed to leave it alone, and a squiggle that nobody is to
act on teaches people to look past squiggles. Hover and inspect still say what is covered and what is not.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.uris import to_fs_path

from whylint.settings import Settings
from whylint.workspace import baselines
from whylint.workspace.baselines import Baselines
from whylint.workspace.configuration import NAMES, Configurations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# A document that its configuration excludes is open all the same; it is asked nothing.
_ASK_NOTHING = Settings(select=frozenset())


class DocumentSettings:
    """The settings that each document is read with; mistakes in the files are logged, each one once.

    root: the folder whose configuration holds for documents that nobody has saved yet.
    """

    def __init__(self, log: Callable[[str], None]) -> None:
        self.root: Path | None = None
        self._log = log
        self._configurations = Configurations()
        self._baselines = Baselines()
        self._logged: set[str] = set()

    def of(self, uri: str) -> Settings:
        """Return the settings of the document ``uri``."""
        path = to_fs_path(uri)
        folder = Path(path).parent if path else self.root
        if folder is None:
            return Settings()
        configuration = self._configurations.for_file(Path(path) if path else folder / uri.rpartition(":")[2])
        self._log_each(map(str, configuration.problems))
        if not path:
            return configuration.settings
        if configuration.excludes(Path(path)):
            return _ASK_NOTHING
        known = self._baselines.known(Path(path), configuration)
        self._log_each(self._baselines.problems())
        return replace(configuration.settings, known=known)

    def forget(self) -> None:
        """Read the files again when they are needed next."""
        self._configurations.forget()
        self._baselines.forget()
        self._logged.clear()

    def _log_each(self, problems: Iterable[str]) -> None:
        for problem in problems:
            if problem not in self._logged:
                self._logged.add(problem)
                self._log(problem)


def watchers() -> list[types.FileSystemWatcher]:
    """Return the files of which the client is to tell every change."""
    return [types.FileSystemWatcher(f"**/{name}") for name in (*NAMES, baselines.NAME)]
