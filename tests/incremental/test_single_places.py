"""What is asked of one place of a document, without putting all of it together, is what the whole says of it."""

from __future__ import annotations

from random import Random

import pytest
from random_specs import random_edit, random_spec

from whylint import engine
from whylint.conventions import NO_CONVENTIONS
from whylint.engine import Analysis, analyse, reanalyse
from whylint.spec.connections import resting_on, standing
from whylint.spec.neighbours import Neighbour
from whylint.text.edits import splice
from whylint.text.lines import split_lines
from whylint.text.position import Position


def neighbours_for(random: Random) -> tuple[Neighbour, ...]:
    text = split_lines(random_spec(random, 10))
    return (Neighbour(engine.summary(text, "other.md", NO_CONVENTIONS), why=True, failures=True),)


def compare(analysis: Analysis, line: int) -> None:
    spec = analysis.spec
    assert analysis.criterion_at(line) == spec.criterion_at(line)
    assert list(analysis.groups_between(line, line + 3)) == [
        group for group in spec.groups if group.start_line <= line + 3 and line < group.end_line
    ]
    for column in range(0, len(analysis.lines[line]), 7):
        at = Position(line, column)
        assert list(resting_on(analysis.resting_near(line), at)) == list(resting_on(spec.groups, at))
    around = analysis.spec_around(line)
    assert [each for each in around.questions if each.passage.line == line] == [
        each for each in spec.questions if each.passage.line == line
    ]


@pytest.mark.parametrize("seed", range(60))
def test_single_places(seed: int) -> None:
    random = Random(seed)
    lines = split_lines(random_spec(random, random.choice([3, 10, 30])))
    around = neighbours_for(random) if seed % 3 else ()
    analysis = analyse(lines, neighbours=around)
    for _ in range(6):
        changes = [splice(lines, random_edit(random, lines))]
        analysis = reanalyse(analysis, lines, changes, neighbours=around)
        for line in {random.randrange(len(lines)) for _ in range(25)}:
            compare(analysis, line)
        assert analysis.overview.elements == analysis.spec.elements
        assert [
            (each.start + group.start_line, str(standing(analysis.overview, group)))
            for each in analysis.slices
            for group in each.spec.groups
        ] == [(group.start_line, str(standing(analysis.spec, group))) for group in analysis.spec.groups]
