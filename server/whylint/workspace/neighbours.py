"""The documents around a document that may say what it leaves open: those it links to, and those where tools put them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import unquote

from whylint import engine
from whylint.spec.neighbours import Neighbour
from whylint.text.lines import split_lines
from whylint.workspace.folders import absolute, upward
from whylint.workspace.reading import UnreadableError, read_text

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from whylint.engine import Analysis
    from whylint.settings import Settings
    from whylint.spec.neighbours import Pointer, Summary
    from whylint.workspace.configuration import Configurations

MOST = 12  # neighbours of one document that are read; a page of links is no argument for a feature


class Convention(NamedTuple):
    """Where a tool puts the why of a document: ``candidates``, from its folder, in the order in which they count.

    names: of the files that it is about, or folders: of the folders that they stand in; empty for any.
    """

    names: frozenset[str]
    folders: frozenset[str]
    candidates: tuple[str, ...]


CONVENTIONS = (
    # Kiro, spec-kit and the changes of OpenSpec: one folder a feature.
    Convention(
        frozenset({"design.md", "tasks.md", "plan.md"}),
        frozenset(),
        ("requirements.md", "bugfix.md", "spec.md", "proposal.md"),
    ),
    Convention(frozenset(), frozenset({"contracts", "checklists"}), ("../spec.md",)),
    # BMAD: stories and epics beside the requirements document, which may be in pieces.
    Convention(
        frozenset(),
        frozenset({"stories", "epics"}),
        ("../prd.md", "../prd/index.md", "../prd/goals-and-background-context.md", "../epics.md"),
    ),
    Convention(frozenset(), frozenset({"prd"}), ("goals-and-background-context.md", "index.md", "../prd.md")),
)
# A change of OpenSpec: changes/NAME/specs/CAPABILITY/spec.md, with the proposal above.
CHANGES, SPECS, PROPOSAL = "changes", "specs", "proposal.md"


class Texts(Protocol):
    """Where the text of documents comes from."""

    def stamp(self, path: Path) -> Hashable:
        """Return what is another value when the text of a file is another, None where there is no such file."""

    def text(self, path: Path) -> str | None:
        """Return the text of a file, None where it cannot be read."""


class Files:
    """Texts as they are saved."""

    def stamp(self, path: Path) -> Hashable:
        """Return the time and the size of a file."""
        try:
            found = path.stat()
        except (OSError, ValueError):
            return None
        return found.st_mtime_ns, found.st_size

    def text(self, path: Path) -> str | None:
        """Return the text of a file, None where it cannot be read."""
        try:
            return read_text(path)
        except UnreadableError:
            return None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a neighbour may be, and what of it would count."""

    path: Path
    why: bool
    failures: bool


class Neighbourhood:
    """The neighbours of documents; each is read once until its text is another."""

    def __init__(self, configurations: Configurations, texts: Texts | None = None) -> None:
        self._configurations = configurations
        self._texts: Texts = texts or Files()
        self._summaries: dict[Path, tuple[Hashable, Summary | None]] = {}

    def analyse(self, path: Path, lines: Sequence[str], settings: Settings) -> Analysis:
        """Return what there is to ask about the document at ``path``, among its neighbours."""
        analysis = engine.analyse(lines, settings)
        neighbours = self.of(path, analysis, settings)
        return engine.among(analysis, neighbours, settings) if neighbours else analysis

    def of(self, path: Path, analysis: Analysis, settings: Settings) -> tuple[Neighbour, ...]:
        """Return the neighbours of a document that say something; their passages have paths as ``path`` is one."""
        found = []
        for place in self._places(path, analysis, settings):
            summary = self._summary(place.path)
            if summary is not None and (summary.failures or (place.why and (summary.problem or summary.persona))):
                found.append(Neighbour(summary, place.why, place.failures))
        return tuple(found)

    def consulted(self, path: Path, analysis: Analysis, settings: Settings) -> tuple[Path, ...]:
        """Return the files on which the findings of a document depend, whether they are there or not."""
        return tuple(place.path for place in self._places(path, analysis, settings))

    def _places(self, path: Path, analysis: Analysis, settings: Settings) -> list[_Place]:
        if not analysis.own.is_spec:
            return []
        around = upward(path.parent)[-1]
        places: dict[Path, _Place] = {}
        for pointer in engine.pointed_to(analysis, settings):
            target = _target(path, pointer)
            if target is not None and absolute(target).is_relative_to(around):
                places.setdefault(target, _Place(target, pointer.why, pointer.failures))
        for each in conventional(path):
            known = places.pop(each, None)
            places[each] = _Place(each, True, known is not None and known.failures)
        places.pop(Path(os.path.normpath(path)), None)
        return list(places.values())[:MOST]

    def _summary(self, path: Path) -> Summary | None:
        stamp = self._texts.stamp(path)
        known = self._summaries.get(path)
        if known is None or known[0] != stamp:
            known = self._summaries[path] = (stamp, None if stamp is None else self._read(path))
        return known[1]

    def _read(self, path: Path) -> Summary | None:
        configuration = self._configurations.for_file(path)
        text = self._texts.text(path)
        if text is None or len(text) > configuration.max_size:
            return None
        return engine.summary(split_lines(text), path.as_posix(), configuration.settings)


def conventional(path: Path) -> Iterator[Path]:
    """Yield where the tools that write such a document put its problem, whether there is such a file or not."""
    here = absolute(path)
    folders = here.parent.parts
    for convention in CONVENTIONS:
        if (not convention.names or here.name.lower() in convention.names) and (
            not convention.folders or folders[-1].lower() in convention.folders
        ):
            for candidate in convention.candidates:
                yield Path(os.path.normpath(path.parent / candidate))
    if SPECS in folders[2:]:
        at = len(folders) - 1 - folders[::-1].index(SPECS)
        if folders[at - 2] == CHANGES:
            up = [".."] * (len(folders) - at)
            yield Path(os.path.normpath(path.parent.joinpath(*up, PROPOSAL)))


def _target(path: Path, pointer: Pointer) -> Path | None:
    """Return the file that a pointer in the document at ``path`` leads to."""
    try:
        return Path(os.path.normpath(path.parent / unquote(pointer.target)))
    except ValueError:
        return None
