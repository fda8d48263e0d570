"""How criteria hang together with the rest of their document."""

from __future__ import annotations

from whylint import engine
from whylint.spec.connections import resting_on, rests_on, standing
from whylint.text.lines import split_lines
from whylint.text.position import Position

SPEC = """\
# Receipts

As an employee, I want to upload receipts, so that I am paid back this month.

## Acceptance criteria

- The employee uploads a receipt
- The employee deletes a receipt
- When the upload fails, the app keeps the photo and offers another try

## Success metrics

Half of the receipts are paid within a week by June, from 10 % today.
"""


def test_a_group_stands_as_its_parts_do() -> None:
    spec = engine.analyse(split_lines(SPEC)).spec
    (group,) = spec.groups
    assert str(standing(spec, group)) == "why ✓ · who ✓ · fails 1/2 · measured ✓"


def test_a_group_that_promises_nothing_has_no_failures_to_count() -> None:
    spec = engine.analyse(split_lines("# R\n\n## Acceptance criteria\n\n- The list is blue\n")).spec
    (group,) = spec.groups
    assert str(standing(spec, group)) == "why ✗ · who ✗ · measured ✗"


def test_the_way_from_a_criterion_leads_back_to_it() -> None:
    spec = engine.analyse(split_lines(SPEC)).spec
    (group,) = spec.groups
    uploads, deletes, _ = group.criteria
    assert [passage.line for passage in rests_on(group, uploads)] == [2, 8]
    assert [passage.line for passage in rests_on(group, deletes)] == [2]
    assert [criterion.line for criterion in resting_on(spec.groups, Position(8, 5))] == [6]
    assert [criterion.line for criterion in resting_on(spec.groups, Position(2, 0))] == [6, 7, 8]
    assert list(resting_on(spec.groups, Position(0, 0))) == []
