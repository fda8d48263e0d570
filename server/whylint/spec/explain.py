"""A criterion's trace in words: the problem it serves, for whom, what it promises, and where its failure is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.spec.considered import considered
from whylint.spec.model import Element
from whylint.spec.searched import searched

if TYPE_CHECKING:
    from collections.abc import Callable

    from whylint.markdown.document import Markdown
    from whylint.spec.model import Criterion, Group, Passage, Spec

MOST_SEARCHED = 12  # passages that a terminal lists
LONGEST = 140  # characters of a passage that are quoted


def place_of(passage: Passage) -> str:
    """Return where a passage stands, in words."""
    return f"{passage.path}, line {passage.line + 1}" if passage.path else f"line {passage.line + 1}"


def quoted(passage: Passage, place: Callable[[Passage], str] = place_of) -> str:
    """Return a passage as an explanation quotes it: where it stands, and its words, shortened where they are many."""
    text = " ".join(passage.text.split())
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0] + " …"
    return f"{place(passage)}, “{text}”"


def trace(
    spec: Spec, group: Group, criterion: Criterion, place: Callable[[Passage], str] = place_of
) -> list[tuple[str, str]]:
    """Return the trace as rows of a title and a text, in the order in which a reader asks.

    place: says where a passage stands; it may stand in another document.
    """

    def told(passage: Passage) -> str:
        return quoted(passage, place)

    stated, persona, promise = group.problem.stated, group.persona, criterion.promise
    rows = [
        ("Why", told(stated) if stated else f"not stated: {group.problem.saw}"),
        ("For whom", told(persona) if persona else "nobody in particular is named"),
    ]
    rows.append(("Speaks of", considered(criterion.text, spec.language)))
    if promise is None:
        rows.append(("Promises", "nothing that can fail under a user's eyes"))
    else:
        hazards = ", ".join(hazard.replace("-", " ") for hazard in promise.hazards)
        rows.append(("Promises", f"“{promise.words}” ({promise.operation}), which can go wrong: {hazards}"))
        rows.append(("When it fails", _coverage(criterion, told)))
    metrics = spec.elements.get(Element.SUCCESS_METRIC, ())
    rows.append(("Measured by", told(metrics[0]) if metrics else "nothing in this document"))
    return rows


def why(spec: Spec, line: int, markdown: Markdown) -> str:
    """Return all that led to a decision about the criterion on a zero-based line, for a terminal."""
    found = spec.criterion_at(line)
    if found is None:
        return f"{line + 1}: there is no criterion on this line"
    group, criterion = found
    text = " ".join(criterion.text.split())
    rows = [f"{title}: {said}" for title, said in trace(spec, group, criterion)]
    looked = searched(markdown, spec.language, criterion)
    if looked:
        rows.append(f"Searched: {counted(len(looked), 'passage')} about failure")
        rows += [
            f"  {quoted(each.passage)}: {'counts, ' if each.counts else ''}{each.reason}"
            for each in looked[:MOST_SEARCHED]
        ]
    if len(looked) > MOST_SEARCHED:
        rows.append(f"  and {len(looked) - MOST_SEARCHED} more, which --format json lists")
    return f"{criterion.line + 1}: “{text}”" + "".join(f"\n  {row}" for row in rows)


def counted(number: int, thing: str) -> str:
    """Return a number of things in words: "1 passage", "2 passages"."""
    return f"{number} {thing}" + "s" * (number != 1)


def trace_markdown(
    spec: Spec, group: Group, criterion: Criterion, place: Callable[[Passage], str] = place_of
) -> str:
    """Return the trace as Markdown, for a hover."""
    name = f" {criterion.id}" if criterion.id else ""
    rows = "\n".join(f"- **{title}**: {text}" for title, text in trace(spec, group, criterion, place))
    return f"**Criterion{name}**\n\n{rows}"


def _coverage(criterion: Criterion, quoted: Callable[[Passage], str]) -> str:
    if criterion.coverage is not None:
        reason = f": {criterion.coverage.reason}" if criterion.coverage.reason else ""
        return f"{quoted(criterion.coverage.passage)}{reason}"
    if criterion.nearly is not None:
        return f"not covered; comes close: {quoted(criterion.nearly.passage)}, but {criterion.nearly.reason}"
    return "covered nowhere in this document"
