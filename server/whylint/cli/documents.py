"""Reading the documents that a command names, and saying what cannot be read."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from whylint.text.lines import split_lines
from whylint.workspace.discovery import Unreadable, decode, discover, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Document:
    """A document to check: its name in reports, with ``/``, the folder whose configuration holds, and its lines."""

    name: str
    folder: Path
    lines: list[str]


class Problems:
    """What went wrong on the way: each said in one line on standard error, and remembered for the exit code."""

    def __init__(self) -> None:
        self.any = False

    def report(self, problem: object) -> None:
        """Say a problem."""
        self.any = True
        print(f"whylint: {problem}", file=sys.stderr)


def documents(paths: Iterable[str], problems: Problems, *, stdin_name: str, exclude: Iterable[str] = ()) -> Iterator[Document]:
    """Yield the documents that paths stand for, in order; those that cannot be read are reported and left out."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield from _standard_input(stdin_name, problems)
            continue
        found = discover([Path(path)], exclude)
        for problem in found.problems:
            problems.report(problem)
        for file in found.files:
            try:
                text = read_text(file)
            except Unreadable as error:
                problems.report(error)
            else:
                yield Document(file.as_posix(), file.parent, split_lines(text))


def _standard_input(name: str, problems: Problems) -> Iterator[Document]:
    try:
        text = decode(sys.stdin.buffer.read(), name)
    except Unreadable as error:
        problems.report(error)
    else:
        yield Document(name, Path(name).parent, split_lines(text))
