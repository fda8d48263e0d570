"""Correcting the comments that silence rules: the name of a rule, or a comment that silences nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whylint.rules import closest
from whylint.rules.finding import Fix
from whylint.text.edits import Edit
from whylint.text.lines import content
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.engine import Analysis
    from whylint.rules.finding import Finding
    from whylint.spec.model import Suppression

RULES = ("unknown-rule-in-suppression", "unused-suppression")
BESIDE = re.compile(r"[\s,]*$")


def correct(analysis: Analysis, finding: Finding) -> Iterator[Fix]:
    """Yield the ways to correct the comment that a finding is about; one with a person's reason is not taken out."""
    if finding.rule not in RULES:
        return
    name = finding.details.get("name", "")
    meant = closest(name) if finding.rule == "unknown-rule-in-suppression" else None
    if meant is not None:
        yield Fix(f"Change to {meant}", (Edit(finding.span, meant),), preferred=True)
    held = [each for each in analysis.facts.suppressions if _holds(each.span, finding.span)]
    named = {passage.text for each in held for passage in each.named}
    if len(named) > 1:
        yield Fix(f"Take {name} out of this comment", (_without(analysis, finding.span),))
    elif held and not held[0].reason:
        yield Fix("Take out this comment", _taken_out(analysis, held[0]), preferred=meant is None)


def correct_all(analysis: Analysis) -> Fix | None:
    """Return one fix that makes the best correction of each comment that needs one, None where none does.

    Where two corrections would meet, the first is made: the other is still there afterwards.
    """
    chosen: list[Edit] = []
    for finding in analysis.findings:
        fix = next(correct(analysis, finding), None)
        if fix is not None and not any(_meet(one, other) for one in fix.edits for other in chosen):
            chosen += fix.edits
    return Fix("Correct the comments that silence rules", tuple(sorted(chosen))) if chosen else None


def _meet(one: Edit, other: Edit) -> bool:
    return one.span.start <= other.span.end and other.span.start <= one.span.end


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _without(analysis: Analysis, name: Span) -> Edit:
    """Return the edit that takes a name out of a list of them, with what parts it from the one before."""
    before = content(analysis.lines[name.start.line])[: name.start.column]
    beside = BESIDE.search(before)
    start = beside.start() if beside else name.start.column
    after = content(analysis.lines[name.end.line])[name.end.column :]
    comma = (
        len(after) - len(after.lstrip(" ,")) if before[:start].endswith(("line", "file", "disable")) else 0
    )
    keep = " " if comma else ""
    return Edit(
        Span(Position(name.start.line, start), Position(name.end.line, name.end.column + comma)), keep
    )


def _taken_out(analysis: Analysis, suppression: Suppression) -> tuple[Edit, ...]:
    """Return the edits that take out a comment, with its line where it stands alone, and the end of what it opened."""
    spans = [suppression.span]
    ends = f"<!-- whylint-enable {' '.join(sorted(suppression.rules))}".rstrip()
    if suppression.end_line < len(analysis.lines):
        line = content(analysis.lines[suppression.end_line])
        if line.strip(" \t>").startswith(ends) and line.count("<!--") == 1:
            start = line.index("<!--")
            spans.append(Span.on_line(suppression.end_line, start, line.index("-->") + 3))
    return tuple(Edit(_whole(analysis, span), "") for span in spans)


def _whole(analysis: Analysis, span: Span) -> Span:
    line, text = span.start.line, content(analysis.lines[span.start.line])
    if text.lstrip(" \t>").rstrip() == text[span.start.column : span.end.column] and line + 1 < len(
        analysis.lines
    ):
        return Span(Position(line, 0), Position(line + 1, 0))
    return span
