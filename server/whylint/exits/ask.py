"""Asking in the document: the question as a block quote below what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.exits.add import added
from whylint.exits.listed import listed
from whylint.exits.naming import among_others, in_words
from whylint.exits.places import below
from whylint.questions.insertion import Insertion, edits
from whylint.questions.quote import block_quote, exit_quote
from whylint.questions.wording import asks
from whylint.rules.finding import Fix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whylint.engine import Analysis
    from whylint.rules.finding import Finding

# What is written where somebody leaves a question, and what that is called.
EXITS = {"does-not-apply": "Does not apply, because …", "covered-by": "Covered by …"}

# Rules that ask about words: a criterion can hold several of them, so that the question says which.
ABOUT_WORDS = frozenset({"vague-error-handling", "vague-criterion"})


def ask(analysis: Analysis, finding: Finding) -> Iterator[Fix]:
    """Yield the ways to ask a finding's question in the document."""
    if asks(finding.rule):
        title = f"Ask: {finding.message.rpartition('”: ')[2]}"
        yield Fix(title, edits(analysis.lines, [_quoted(analysis, finding)]), preferred=True)
        if (entry := listed(analysis, finding)) is not None:
            yield Fix("Ask under the open questions", edits(analysis.lines, [entry]))
        if (criterion := added(analysis, finding)) is not None:
            yield Fix("Add the missing criterion, with blanks", edits(analysis.lines, [criterion]))


def leave(analysis: Analysis, finding: Finding) -> Iterator[Fix]:
    """Yield the ways to say, where the question would stand, why it is none."""
    if asks(finding.rule):
        for kind, title in EXITS.items():
            yield Fix(title, edits(analysis.lines, [_quoted(analysis, finding, kind)]))


def ask_all(analysis: Analysis, findings: Iterable[Finding]) -> Fix | None:
    """Return one fix that asks the questions of all findings that have one, None where none has."""
    insertions = [_quoted(analysis, finding) for finding in findings if asks(finding.rule)]
    if not insertions:
        return None
    count = len(insertions)
    title = "Ask this question" if count == 1 else f"Ask these {count} questions"
    return Fix(title, edits(analysis.lines, insertions))


def _quoted(analysis: Analysis, finding: Finding, leave_by: str | None = None) -> Insertion:
    """Return the insertion of a finding's question, or of an exit from it."""
    place = below(analysis, finding)
    name = in_words(finding) if finding.rule in ABOUT_WORDS else ""
    if place.shared:
        name = among_others(analysis, finding)
    language = analysis.facts.language
    if leave_by is None:
        lines = block_quote(finding.rule, language, finding.details, name)
    else:
        lines = exit_quote(leave_by, finding.rule, language, finding.details, name)
    return Insertion(place.after, lines, place.prefix, apart=place.apart, quote=True)
