"""What was understood of a document, in lines for a person; numbers are one-based lines of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.conventions import language_code
from whylint.spec.model import Element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.spec.model import Criterion, Group, Passage, Spec

LONGEST = 72  # characters of a criterion that are shown


def outline(spec: Spec) -> str:
    """Return what a document is, what it states where, and each group with what was made of its criteria."""
    return "\n".join(_outline(spec))


def _outline(spec: Spec) -> Iterator[str]:
    kind = spec.kind if spec.is_spec else "no spec"
    settled = ", settled" if spec.settled else ""
    yield ", ".join(
        filter(None, (kind, language_code(spec.language), spec.status and f"status {spec.status}{settled}"))
    )
    if not spec.is_spec:
        yield f"  why not: {spec.because}"
        return
    for element in Element:
        if passages := spec.elements.get(element):
            yield f"  {_named(element)}: {_lines(passages)}"
    missing = ", ".join(_named(element) for element in Element if element not in spec.elements)
    if missing:
        yield f"  not stated: {missing}"
    if spec.vague_failures:
        yield f"  vague about failure: {_lines(spec.vague_failures)}"
    for place in spec.unread:
        yield f"  not read: {place.passage.line + 1}, {place.reason}"
    for question in spec.questions:
        state = "answered" if question.answered else "open"
        yield f"  question: {question.passage.line + 1}, asked by {question.rule or 'the author'}, {state}"
    for group in spec.groups:
        yield from _group(group)


def _named(element: Element) -> str:
    return element.replace("_", " ")


def _group(group: Group) -> Iterator[str]:
    label = " › ".join(dict.fromkeys(filter(None, (group.story, group.label)))) or "Criteria without a label"
    yield f"{group.start_line + 1}-{group.end_line} {label}, {group.format}"
    problem = group.problem
    yield f"  problem: {_at(problem.stated) if problem.stated else f'not stated, {problem.saw}'}"
    for criterion in group.criteria:
        name = f"{criterion.id} " if criterion.id else ""
        vague = ", vague" if criterion.vague_words else ""
        yield f"  {criterion.line + 1} {name}“{_shortened(criterion.text)}”{vague}"
        yield f"    {_reasoning(criterion)}"


def _reasoning(criterion: Criterion) -> str:
    if criterion.promise is None:
        return "promises nothing that can fail"
    promise = f"{criterion.promise.operation} can fail"
    if criterion.coverage is not None:
        return f"{promise}, covered: {_because(criterion.coverage.passage, criterion.coverage.reason)}"
    if criterion.nearly is not None:
        return f"{promise}, not covered: {_because(criterion.nearly.passage, criterion.nearly.reason)}"
    return f"{promise}, not covered"


def _because(passage: Passage, reason: str) -> str:
    return f"{_at(passage)}, {reason}" if reason else _at(passage)


def _at(passage: Passage) -> str:
    """Return the line of a passage, with its document where that is another one."""
    return f"{passage.path}:{passage.line + 1}" if passage.path else str(passage.line + 1)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def _lines(passages: tuple[Passage, ...]) -> str:
    """Return the lines of passages in order: "3, 7-9"."""
    spans = sorted({(passage.line + 1, passage.end_line) for passage in passages})
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)
