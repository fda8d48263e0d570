"""A document as it was understood, as an outline for a person; lines are one-based."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from whylint.spec.model import Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whylint.spec.model import Criterion, Group, Spec

LONGEST = 72  # characters of a criterion that are shown


def outline(spec: Spec) -> str:
    """Return kind, language and status, the elements with their lines, and each group with its criteria and their traces."""
    return "\n".join(_lines(spec))


def _lines(spec: Spec) -> Iterator[str]:
    status = f", status {spec.status}" if spec.status else ""
    if not spec.is_spec:
        yield f"no spec ({spec.language}{status}): nothing is asked of it"
        return
    yield f"{spec.kind.value} ({spec.language}{status})"
    stated = [(element, spec.elements.get(element, ())) for element in Element]
    for element, passages in stated:
        if passages:
            yield f"  {element.value.replace('_', ' ')}: {_places(p.line + 1 for p in passages)}"
    for group in spec.groups:
        yield from _group(group)
    if spec.vague_failures:
        yield f"vague about failure: {_places(p.line + 1 for p in spec.vague_failures)}"
    for question in spec.questions:
        state = "answered" if question.answered else "open"
        yield f"question at {question.passage.line + 1}: {state}, asked by {question.rule or 'the author'}"


def _group(group: Group) -> Iterator[str]:
    label = " › ".join(dict.fromkeys(filter(None, (group.story, group.label)))) or "criteria without a label"  # noqa: RUF001
    yield f"{label} ({group.start_line + 1}-{group.end_line}, {group.format.value})"
    if group.problem.stated is not None:
        yield f"  problem: line {group.problem.stated.line + 1}"
    else:
        yield f"  problem: not stated ({group.problem.saw})"
    for criterion in group.criteria:
        yield f"  {_criterion(criterion)}"


def _criterion(criterion: Criterion) -> str:
    text = " ".join(criterion.text.split())
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0] + " …"
    name = f"{criterion.id} " if criterion.id else ""
    return f"{criterion.line + 1} {name}{text} [{_reasoning(criterion)}]"


def _reasoning(criterion: Criterion) -> str:
    if criterion.promise is None:
        return "cannot fail"
    if criterion.coverage is not None:
        return f"{criterion.promise.operation}: covered by {criterion.coverage.passage.line + 1}"
    if criterion.nearly is not None:
        return f"{criterion.promise.operation}: not covered, {criterion.nearly.passage.line + 1} comes close"
    return f"{criterion.promise.operation}: not covered"


def _places(numbers: Iterable[int]) -> str:
    """Return lines in order, with runs drawn together: "3, 7-9"."""
    ordered = sorted(set(numbers))
    if not ordered:
        return ""
    runs = [[ordered[0], ordered[0]]]
    for before, number in pairwise(ordered):
        if number == before + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
