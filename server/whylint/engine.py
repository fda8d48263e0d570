"""Document and settings in, findings out: the one way in for the command line and the language server."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whylint.baseline.identity import identities
from whylint.markdown.document import Markdown, parse, update
from whylint.rules import RULES
from whylint.rules.finding import Finding, Severity
from whylint.settings import Settings
from whylint.spec.neighbours import pointers, summarise, told_elsewhere
from whylint.spec.reader import read_spec

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whylint.conventions import Conventions
    from whylint.spec.model import Spec
    from whylint.spec.neighbours import Neighbour, Pointer, Summary
    from whylint.text.edits import Change

UNFOLDED = 5  # findings above hint that a document shows before the rest fold into a summary


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """A document as it was understood, and what there is to ask about it.

    own: what the document itself says; spec: the same, with what its neighbours say; findings: in order of their place.
    """

    lines: tuple[str, ...]
    markdown: Markdown
    own: Spec
    spec: Spec
    findings: tuple[Finding, ...]


def analyse(
    lines: Sequence[str], settings: Settings | None = None, neighbours: Sequence[Neighbour] = ()
) -> Analysis:
    """Return what there is to ask about a document; ``lines`` are as ``split_lines`` gives them."""
    return _analysis(lines, parse(lines), settings or Settings(), neighbours)


def reanalyse(
    previous: Analysis,
    lines: Sequence[str],
    changes: Iterable[Change],
    settings: Settings | None = None,
    neighbours: Sequence[Neighbour] = (),
) -> Analysis:
    """Return what ``analyse(lines)`` does, doing again only what the changes touched.

    ``changes`` lead from the previous analysis to ``lines``. Only one of them can be followed block by block, since
    those before the last one were made to lines that are gone: several are taken as one that spans them all.
    """
    merged = _merged(tuple(changes), len(previous.lines), len(lines))
    markdown = previous.markdown if merged is None else update(previous.markdown, lines, merged)
    return _analysis(lines, markdown, settings or Settings(), neighbours)


def among(analysis: Analysis, neighbours: Sequence[Neighbour], settings: Settings | None = None) -> Analysis:
    """Return the analysis of a document that has these neighbours, without reading the document again."""
    settings = settings or Settings()
    spec = told_elsewhere(analysis.own, neighbours)
    findings = findings_of(spec, settings, analysis.lines)
    return replace(analysis, spec=spec, findings=findings)


def pointed_to(analysis: Analysis) -> tuple[Pointer, ...]:
    """Return the documents that a document links to or names."""
    return pointers(analysis.markdown, analysis.own.language)


def summary(lines: Sequence[str], path: str, conventions: Conventions) -> Summary:
    """Return what the document at ``path`` says that may count in others."""
    return summarise(parse(lines), path, conventions)


def _merged(changes: tuple[Change, ...], before: int, after: int) -> Change | None:
    """Return one change that spans all of them, None where there is none."""
    if len(changes) < 2:
        return changes[0] if changes else None
    first = min(change.first for change in changes)
    untouched = after
    length = before
    for change in changes:
        length += change.inserted - change.removed
        untouched = min(untouched, length - change.first - change.inserted)
    return type(changes[0])(first, before - first - untouched, after - first - untouched)


def _analysis(
    lines: Sequence[str], markdown: Markdown, settings: Settings, neighbours: Sequence[Neighbour]
) -> Analysis:
    own = read_spec(markdown, lines, settings.conventions)
    spec = told_elsewhere(own, neighbours)
    return Analysis(tuple(lines), markdown, own, spec, findings_of(spec, settings, lines))


def findings_of(spec: Spec, settings: Settings, lines: Sequence[str]) -> tuple[Finding, ...]:
    """Return the findings of all rules that run, in order, without those that somebody silenced or froze."""
    if not spec.is_spec or not settings.asks(spec.kind):
        return ()
    rules = [rule for rule in RULES.values() if settings.runs(rule.name)]
    gaps = [finding for rule in rules for finding in rule.check(spec)]
    ran = {rule.name for rule in rules}
    reviewed = [finding for rule in rules for finding in rule.review(spec, gaps, ran)]
    found = [
        replace(finding, severity=settings.severity.get(finding.rule, finding.severity))
        for finding in (*gaps, *reviewed)
        if not _silenced(spec, finding) and not _asked(spec, finding)
    ]
    found.sort(key=lambda finding: (finding.span, finding.rule))
    known = identities(found, spec, lines)
    marked = [
        replace(finding, fingerprint=identity.fingerprint)
        for finding, identity, new in zip(found, known, settings.known.unknown(known), strict=True)
        if new
    ]
    return _quiet(marked) if spec.settled else _folded(marked)


def _silenced(spec: Spec, finding: Finding) -> bool:
    """Tell whether a comment silences a finding; none silences what is said of itself."""
    line = finding.span.start.line
    return any(
        suppression.silences(finding.rule, line)
        for suppression in spec.suppressions
        if suppression.span != finding.span
    )


def _asked(spec: Spec, finding: Finding) -> bool:
    """Tell whether a finding's question already stands in the document, open or answered."""
    line = finding.span.start.line
    asked = [question for question in spec.questions if question.rule == finding.rule]
    if not asked:
        return False
    held = spec.criterion_at(line)
    texts = [finding.details.get("words", ""), finding.details.get("label", ""), held[1].text if held else ""]
    return any(question.is_about(line, *texts) for question in asked)


def _quiet(findings: list[Finding]) -> tuple[Finding, ...]:
    """Make every finding a folded hint: work that is done or dropped is history, and nobody is to be asked about it."""
    return tuple(replace(finding, severity=Severity.HINT, folded=True) for finding in findings)


def _folded(findings: list[Finding]) -> tuple[Finding, ...]:
    """Fold all but the first few findings above hint: a spec is not to be a wall of questions at first."""
    shown = 0
    result = []
    for finding in findings:
        above_hint = finding.severity is not Severity.HINT
        result.append(replace(finding, folded=True) if above_hint and shown >= UNFOLDED else finding)
        shown += above_hint
    return tuple(result)
