"""What a question calls the thing that it is about, where the place of the question alone does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.questions.wording import as_markdown, shortened
from whylint.spec.model import letters

if TYPE_CHECKING:
    from whylint.engine import Analysis
    from whylint.rules.finding import Finding
    from whylint.spec.model import Criterion, Group


def in_words(finding: Finding) -> str:
    """Return the words that a finding is about, which tell it from others at the same place."""
    return _quoted(finding.details.get("words", ""))


def among_others(analysis: Analysis, finding: Finding) -> str:
    """Return the words that a finding is about where no other criterion has them, else what tells it from all."""
    words = finding.details.get("words", "")
    held = analysis.criterion_at(finding.span.start.line)
    told = held is None or _is_told(analysis, words, held[1])
    return _quoted(words) if told else by_itself(analysis, finding)


def by_itself(analysis: Analysis, finding: Finding) -> str:
    """Return what a finding is about in the words of its criterion, or by its label, and where that stands."""
    held = analysis.criterion_at(finding.span.start.line)
    words = finding.details.get("words", "")
    if finding.rule == "missing-user-problem":
        return _quoted(_label(analysis, finding))
    if held is None:
        return _quoted(words)
    if finding.rule != "vague-error-handling":
        words = held[1].text
    return _quoted(words) + _where(analysis, words, *held)


def _quoted(words: str) -> str:
    return f"“{as_markdown(shortened(words))}”" if words else ""


def _where(analysis: Analysis, words: str, group: Group, criterion: Criterion) -> str:
    """Return the id of a criterion in brackets, else its story, or its number among those with the same words."""
    if criterion.id:
        return f" ({as_markdown(criterion.id)})"
    if _is_told(analysis, words, criterion):
        return ""
    alike = _alike(analysis, words)
    for name in (group.story, group.label):
        told = [line for other, _, line in alike if name in (other.story, other.label)]
        if name and len(told) == 1 and not any(sign in name for sign in "()\n"):
            return f" ({as_markdown(name)})"
    number = 1 + sum(line < criterion.line for _, _, line in alike)
    return f" ({number})"


def _is_told(analysis: Analysis, words: str, criterion: Criterion) -> bool:
    """Tell whether some words tell a criterion from all others: no other has them, or none begins with them."""
    alike = _alike(analysis, words)
    begun = [line for _, each, line in alike if letters(each.text).startswith(_named(words))]
    return len(alike) < 2 or begun == [criterion.line]


def _alike(analysis: Analysis, words: str) -> list[tuple[Group, Criterion, int]]:
    """Return the criteria in which some words stand, with their groups and lines."""
    named = _named(words)
    return [
        (group, each, start + each.line)
        for start, group in analysis.groups_by_slice
        for each in group.criteria
        if named in letters(each.text)
    ]


def _named(words: str) -> str:
    return letters(shortened(words).removesuffix(" …"))


def _label(analysis: Analysis, finding: Finding) -> str:
    """Return the label of the group that a finding is about, where the finding's own words tell of others too."""
    groups = analysis.groups_by_slice
    title = analysis.facts.title
    own = next((group for start, group in groups if group.label_span.shifted(start) == finding.span), None)
    if own is None:
        return ""
    alike = [group for _, group in groups if (group.story or title) == (own.story or title)]
    told = letters(finding.details.get("label", "")) == letters(own.label)
    return own.label if len(alike) > 1 and not told else ""
