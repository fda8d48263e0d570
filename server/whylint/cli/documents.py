"""The documents that a command is to read, and what goes wrong on the way."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from whylint.text.lines import split_lines
from whylint.workspace.configuration import Configurations
from whylint.workspace.destinations import Destinations
from whylint.workspace.discovery import discover
from whylint.workspace.folders import absolute, from_here
from whylint.workspace.neighbours import Neighbourhood
from whylint.workspace.reading import UnreadableError, decode, read_text, too_large

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from whylint.engine import Analysis
    from whylint.settings import Settings
    from whylint.spec.cover import Destination
    from whylint.workspace.configuration import Configuration
    from whylint.workspace.neighbours import Around, Texts

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Document:
    """A document to read: its path as reports show it, its text, and what surrounds it."""

    path: str
    text: str
    configuration: Configuration
    around: tuple[Around, ...]
    destinations: tuple[Destination, ...] = ()

    def analyse(self, settings: Settings | None = None) -> Analysis:
        """Return what there is to ask about it, by its own settings where no others are given."""
        from whylint.workspace.among import analyse  # noqa: PLC0415 - loads the parser, for what is not known yet

        settings = settings or self.configuration.settings
        return analyse(Path(self.path), self.lines, settings, self.around, self.destinations)

    @property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return split_lines(self.text)


class Problems:
    """What went wrong: each problem is told in one line on standard error, and changes the exit code."""

    def __init__(self) -> None:
        self._any = False

    def report(self, problem: object) -> None:
        """Tell a problem."""
        self._any = True
        print(problem, file=sys.stderr)

    @staticmethod
    def note(message: str) -> None:
        """Tell what is worth knowing, and no problem."""
        print(message, file=sys.stderr)

    def exit_code(self, otherwise: int) -> int:
        """Return the exit code for problems where there are any."""
        return 2 if self._any else otherwise


class Documents:
    """The documents that a command is to read, each once, in order.

    They are found at once, and read one by one while somebody goes over them. What cannot be found or read is
    reported, and at last what is wrong in the configuration files that hold for them.
    """

    def __init__(
        self,
        arguments: argparse.Namespace,
        problems: Problems,
        concerns: Callable[[Path], bool] = lambda _: True,
    ) -> None:
        """Find them; ``concerns`` tells of a file whether the command wants it, before it is read."""
        self._problems = problems
        self._arguments = arguments
        # None is standard input. A dictionary keeps the order and forgets what is named twice.
        self._found: dict[Path | None, Path | None] = {}
        fixed = Path(arguments.config) if arguments.config else None
        self._configurations = Configurations(fixed, enabled=not arguments.no_config)
        self._neighbourhood = Neighbourhood(self._configurations)
        self._destinations = Destinations()
        if fixed is not None and not fixed.exists():
            problems.report(
                f"{fixed.as_posix()}: no such configuration file; check the spelling, or leave --config out"
            )
            return
        for path in arguments.paths:
            if path == STANDARD_INPUT:
                self._found[None] = None
                continue
            found = discover([Path(path)], self._configurations)
            for problem in found.problems:
                problems.report(problem)
            for file in filter(concerns, found.files):
                self._found.setdefault(absolute(file), file)

    def __len__(self) -> int:
        """Return how many there are, those that cannot be read included."""
        return len(self._found)

    def configuration(self, path: Path) -> Configuration:
        """Return the configuration that holds for a file, or would."""
        return self._configurations.for_file(path)

    def neighbourhood(self, texts: Texts) -> Neighbourhood:
        """Return what finds the documents around documents, in other texts than those of today."""
        return Neighbourhood(self._configurations, texts)

    def __iter__(self) -> Iterator[Document]:
        """Read them."""
        for path in self._found.values():
            shown = path or Path(self._arguments.stdin_filename)
            try:
                text = read_text(path) if path else decode(sys.stdin.buffer.read(), shown.as_posix())
            except UnreadableError as error:
                self._problems.report(error)
                continue
            configuration = self._configurations.for_file(shown)
            if note := too_large(text, configuration):
                self._problems.note(f"{shown.as_posix()}: {note}")
                continue
            around = self._neighbourhood.around(shown, text)
            destinations = self._destinations.of(shown, text)
            yield Document(shown.as_posix(), text, configuration, around, destinations)
        for mistake in self._configurations.problems():
            self._problems.report(replace(mistake, path=from_here(mistake.path)))
