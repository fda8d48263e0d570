"""Adding the criterion that is missing, with blanks in it, where the others of its group stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.exits.places import extent_of
from whylint.markdown.blocks import Kind
from whylint.questions.insertion import Insertion
from whylint.questions.missing import Model, missing_criterion
from whylint.spec.model import GroupFormat
from whylint.text.lines import content

if TYPE_CHECKING:
    from whylint.engine import Analysis
    from whylint.rules.finding import Finding
    from whylint.spec.model import Criterion, Group

RULE = "missing-error-state"


def added(analysis: Analysis, finding: Finding) -> Insertion | None:
    """Return the insertion of the criterion that a finding misses, None where its form cannot be taken."""
    held = analysis.criterion_at(finding.span.start.line)
    if finding.rule != RULE or held is None:
        return None
    group, criterion = held
    series = _series(group, criterion)
    last = series[-1] if series else criterion
    names = [each.id for each in series if each.id]
    model = Model(
        last, group.format, analysis.lines,
        about=criterion.id or "" if series else "", id=analysis.references.next_name(names) if names else "",
    )  # fmt: skip
    lines = missing_criterion(model, finding.rule, analysis.facts.language, finding.details)
    if lines is None:
        return None
    return _placed(analysis, group, last, lines)


def _series(group: Group, criterion: Criterion) -> list[Criterion]:
    """Return the criteria of a group whose ids go on from one another, nothing where the criterion has none."""
    if not criterion.id:
        return []
    return [
        each
        for each in group.criteria
        if each.id
        and _prefix(each.id) == _prefix(criterion.id)
        and bool(each.marker) == bool(criterion.marker)
    ]


def _prefix(name: str) -> str:
    return name.rstrip("0123456789")


def _placed(analysis: Analysis, group: Group, last: Criterion, lines: list[str]) -> Insertion:
    """Return the insertion of lines below a criterion, parted from it as it is from the others."""
    block = extent_of(analysis, last)
    after = block.last
    loose = after + 1 < len(analysis.lines) and _loose(analysis, group)
    if block.kind in (Kind.TABLE, Kind.FENCE):
        return Insertion(after, tuple(lines))
    if last.marker and group.format is not GroupFormat.SCENARIO:
        return Insertion(after, tuple(["", *lines] if loose and lines[0] else lines))
    return Insertion(after, tuple(lines[not lines[0] :]), apart=not block.goes_on)


def _loose(analysis: Analysis, group: Group) -> bool:
    """Tell whether blank lines part the criteria of a group."""
    followed = [
        content(analysis.lines[other.line - 1])
        for first, other in zip(group.criteria, group.criteria[1:], strict=False)
        if other.line > first.line
    ]
    return bool(followed) and all(not line.strip(" \t>") for line in followed)
