"""Reading a document among its neighbours: the one way of the command line and of the language server."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from whylint import engine
from whylint.spec.neighbours import Neighbour
from whylint.text.lines import split_lines
from whylint.workspace.neighbours import conventional, resolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from whylint.engine import Analysis
    from whylint.settings import Settings
    from whylint.spec.cover import Destination
    from whylint.spec.neighbours import Beside, Summary
    from whylint.workspace.neighbours import Around


def analyse(
    path: Path,
    lines: Sequence[str],
    settings: Settings,
    around: Sequence[Around],
    destinations: Sequence[Destination] = (),
) -> Analysis:
    """Return what there is to ask about the document at ``path``, among those around it.

    destinations: what is found at the addresses that it refers to.
    """
    analysis = engine.analyse(lines, settings)
    beside: tuple[Beside, ...] = (*neighbours_of(path, analysis, around), *destinations)
    return engine.among(analysis, beside, settings) if beside else analysis


def neighbours_of(path: Path, analysis: Analysis, around: Iterable[Around]) -> tuple[Neighbour, ...]:
    """Return which of the documents around one are its neighbours, and what of them counts, links first.

    Passages have the paths that ``around`` has.
    """
    there = {each.path: each for each in around}
    if not there or not analysis.reading.facts.is_spec:
        return ()
    found: dict[str, Neighbour] = {}
    for pointer in engine.pointed_to(analysis):
        target = resolved(path, pointer.target)
        if target is not None and (at := target.as_posix()) in there:
            found[at] = Neighbour(summary(there[at]), pointer.why, pointer.failures)
    for place in conventional(path):
        if (at := place.as_posix()) in there:
            known = found.pop(at, None)
            found[at] = Neighbour(summary(there[at]), True, known is not None and known.failures)
    return tuple(each for each in found.values() if _says_something(each))


def _says_something(neighbour: Neighbour) -> bool:
    said = neighbour.summary
    return bool(said.failures) or (neighbour.why and bool(said.problem or said.persona))


@lru_cache(maxsize=512)
def summary(around: Around) -> Summary:
    """Return what a document says that may count in others."""
    return engine.summary(split_lines(around.text), around.path, around.conventions)
