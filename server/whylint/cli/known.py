"""Which findings ``check`` leaves alone: those of the baseline, and those that were there before a commit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from whylint.baseline.identity import identities
from whylint.text.lines import split_lines
from whylint.workspace.baselines import Baselines
from whylint.workspace.folders import upward
from whylint.workspace.reading import UnreadableError, decode

if TYPE_CHECKING:
    import argparse

    from whylint.cli.documents import Document, Problems
    from whylint.settings import Settings
    from whylint.workspace.git import Changes


class KnownFindings:
    """What the options ``--baseline``, ``--no-baseline`` and ``--changed-since`` ask for."""

    def __init__(self, arguments: argparse.Namespace, problems: Problems) -> None:
        fixed = Path(arguments.baseline) if arguments.baseline else None
        self._baselines = Baselines(fixed, enabled=not arguments.no_baseline)
        self._revision: str | None = arguments.changed_since
        self._changes: dict[Path, Changes | None] = {}
        self._problems = problems
        self.number = 0

    def concerns(self, path: Path) -> bool:
        """Tell whether a document is to be checked at all: with ``--changed-since``, only where it changed."""
        changes = self._changes_around(path)
        return self._revision is None or (changes is not None and changes.touch(path))

    def settings(self, document: Document, settings: Settings) -> Settings:
        """Return the settings that leave the known findings of a document alone; ``number`` counts them."""
        path = Path(document.path)
        known = self._baselines.known(path, document.configuration)
        self.number += len(known.frozen)
        settings = replace(settings, known=known)
        changes = self._changes_around(path)
        if changes is None:
            return settings
        try:
            before = split_lines(decode(changes.text_before(path), document.path))
        except UnreadableError:
            return settings  # what could not be read then has told nobody anything
        from whylint.workspace.among import analyse  # noqa: PLC0415 - loads the parser, and most checks ask for no commit

        read = analyse(path, before, settings, document.around, document.destinations)
        return replace(
            settings, known=replace(known, exact=tuple(identities(read.findings, read.spec, before)))
        )

    def finish(self) -> None:
        """Report what is wrong in the baselines."""
        for problem in self._baselines.problems():
            self._problems.report(problem)

    def _changes_around(self, path: Path) -> Changes | None:
        """Return what changed in the repository of a document, None where nobody asks or git cannot tell."""
        if self._revision is None:
            return None
        outermost = upward(path.parent)[-1]
        if outermost not in self._changes:
            self._changes[outermost] = self._read(path, self._revision)
        return self._changes[outermost]

    def _read(self, path: Path, revision: str) -> Changes | None:
        from whylint.workspace.git import GitError, repository_of  # noqa: PLC0415 - only where git is asked

        try:
            return repository_of(path).since(revision)
        except GitError as error:
            self._problems.report(error)
            return None
