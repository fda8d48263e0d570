"""A criterion's trace in words: the problem it serves, for whom, what it promises, and where its failure is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whylint.spec.model import Criterion, Group, Passage, Spec

LONGEST = 140  # characters of a passage that are quoted


def trace(spec: Spec, group: Group, criterion: Criterion) -> list[tuple[str, str]]:
    """Return the trace as rows of a title and a text, in the order in which a reader asks."""
    rows = [("Why", _problem(group))]
    rows.append(("For whom", _quoted(group.persona) if group.persona else "nobody in particular is named"))
    if criterion.promise is None:
        rows.append(("Promises", "nothing that can fail under a user's eyes"))
    else:
        promise = criterion.promise
        hazards = ", ".join(hazard.replace("-", " ") for hazard in promise.hazards)
        rows.append(("Promises", f"“{promise.words}” ({promise.operation}), which can go wrong: {hazards}"))
        rows.append(("When it fails", _coverage(criterion)))
    metrics = next(
        (passages for element, passages in spec.elements.items() if element == "success_metric"), ()
    )
    rows.append(("Measured by", _quoted(metrics[0]) if metrics else "nothing in this document"))
    return rows


def trace_markdown(spec: Spec, group: Group, criterion: Criterion) -> str:
    """Return the trace as Markdown, for a hover."""
    name = f" {criterion.id}" if criterion.id else ""
    rows = "\n".join(f"- **{title}**: {text}" for title, text in trace(spec, group, criterion))
    return f"**Criterion{name}**\n\n{rows}"


def _problem(group: Group) -> str:
    if group.problem.stated is not None:
        return _quoted(group.problem.stated)
    return f"not stated: {group.problem.saw}"


def _coverage(criterion: Criterion) -> str:
    if criterion.coverage is not None:
        return _quoted(criterion.coverage.passage)
    if criterion.nearly is not None:
        return f"not covered; comes close: {_quoted(criterion.nearly.passage)}, but {criterion.nearly.reason}"
    return "covered nowhere in this document"


def _quoted(passage: Passage) -> str:
    text = " ".join(passage.text.split())
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0] + " …"
    file = f"{passage.path}, " if passage.path else ""
    return f"{file}line {passage.line + 1}, “{text}”"
