"""The documents that a command is to read, and what goes wrong on the way."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from whylint.text.lines import split_lines
from whylint.workspace.configuration import Configurations
from whylint.workspace.discovery import discover
from whylint.workspace.folders import absolute, from_here
from whylint.workspace.reading import UnreadableError, decode, read_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from whylint.workspace.configuration import Configuration

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Document:
    """A document to read: its path as reports show it, its lines, and the configuration that holds."""

    path: str
    lines: list[str]
    configuration: Configuration


class Problems:
    """What went wrong: each problem is told in one line on standard error, and changes the exit code."""

    def __init__(self) -> None:
        self._any = False

    def report(self, problem: object) -> None:
        """Tell a problem."""
        self._any = True
        print(problem, file=sys.stderr)

    def exit_code(self, otherwise: int) -> int:
        """Return the exit code for problems where there are any."""
        return 2 if self._any else otherwise


def documents(
    arguments: argparse.Namespace, problems: Problems, concerns: Callable[[Path], bool] = lambda _: True
) -> Iterator[Document]:
    """Yield the documents that a command is to read, each once, in order; what cannot be read is reported.

    concerns: tells of a file whether the command wants it, before it is read.
    """
    fixed = Path(arguments.config) if arguments.config else None
    if fixed is not None and not fixed.exists():
        problems.report(
            f"{fixed.as_posix()}: no such configuration file; check the spelling, or leave --config out"
        )
        return
    configurations = Configurations(fixed, enabled=not arguments.no_config)
    seen: set[Path] = set()
    for path in arguments.paths:
        if path == STANDARD_INPUT:
            yield from _standard_input(arguments.stdin_filename, configurations, problems)
            continue
        found = discover([Path(path)], configurations)
        for problem in found.problems:
            problems.report(problem)
        for file in found.files:
            if absolute(file) not in seen and concerns(file):
                seen.add(absolute(file))
                yield from _file(file, configurations, problems)
    for mistake in configurations.problems():
        problems.report(replace(mistake, path=from_here(mistake.path)))


def _file(path: Path, configurations: Configurations, problems: Problems) -> Iterator[Document]:
    try:
        text = read_text(path)
    except UnreadableError as error:
        problems.report(error)
        return
    yield Document(path.as_posix(), split_lines(text), configurations.for_file(path))


def _standard_input(name: str, configurations: Configurations, problems: Problems) -> Iterator[Document]:
    try:
        text = decode(sys.stdin.buffer.read(), name)
    except UnreadableError as error:
        problems.report(error)
        return
    path = Path(name)
    yield Document(path.as_posix(), split_lines(text), configurations.for_file(path))
