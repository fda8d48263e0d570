"""The findings of a document, slice by slice: a slice that says what it said before is not asked about again.

The rules see one slice at a time, in lines of its own. What needs all of a document is done over what they found there:
silencing, what was frozen, telling apart what is alike, and folding.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from whylint.baseline.identity import identity_of
from whylint.baseline.known import Known
from whylint.rules import RULES
from whylint.rules.finding import Finding, Severity
from whylint.spec.neighbours import told_elsewhere
from whylint.spec.stretches import common

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whylint.baseline.identity import Identity, Key
    from whylint.rules.rule import Rule
    from whylint.settings import Settings
    from whylint.spec.model import OpenQuestion, Spec
    from whylint.spec.neighbours import Beside
    from whylint.spec.reader import DocumentReading, Slice

UNFOLDED = 5  # findings above hint that a document shows before the rest fold into a summary
NOTHING_KNOWN = Known()

# Which findings of a slice are told, and of each which of those it is that are alike in the document, from 1.
Numbers = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class CheckedSlice:
    """What the rules found in a slice, in order, each with what it is known by; lines are those of the slice."""

    findings: tuple[Finding, ...]
    identities: tuple[Identity, ...]
    keys: tuple[Key, ...]


class _Shown(NamedTuple):
    """The findings of a slice as they are told, behind all that they depend on.

    before: how many were shown above the slice; above_hint: how many of them are more than hints.
    """

    checked: CheckedSlice
    start: int
    numbers: Numbers
    before: int
    findings: tuple[Finding, ...]
    above_hint: int


NOTHING_SHOWN = _Shown(CheckedSlice((), (), ()), 0, (), 0, (), 0)


class _Kept(NamedTuple):
    """The gaps in the slice that a spec is, and what was told of it. told: the spec with what its neighbours say."""

    spec: Spec
    told: Spec
    gaps: CheckedSlice
    shown: _Shown


@dataclass(frozen=True, slots=True, eq=False)
class Checked:
    """What the rules found in a document, slice by slice, and what they went by."""

    settings: Settings
    neighbours: tuple[Beside, ...]
    slices: tuple[_Kept, ...]
    findings: tuple[Finding, ...]


def check(
    reading: DocumentReading,
    lines: Sequence[str],
    settings: Settings,
    neighbours: Sequence[Beside],
    previous: Checked | None = None,
) -> Checked:
    """Return the findings of all rules that run, in order, without those that somebody silenced or froze.

    previous: what was found before, of which is kept what is as it was.
    """
    facts, around = reading.facts, tuple(neighbours)
    if not facts.is_spec or not settings.asks(facts.kind):
        return Checked(settings, around, (), ())
    rules = [rule for rule in RULES.values() if settings.runs(rule.name)]
    slices = list(reading.slices)
    if previous is not None and previous.settings == settings and previous.neighbours == around:
        known = previous.slices
    else:
        known = ()
    kept = [
        each
        if isinstance(each, _Kept)
        else _fresh(each, lines[each.start : each.end], rules, settings, around)
        for each in _known(slices, known)
    ]
    checked = [each.gaps for each in kept]
    if facts.suppressions:
        checked = list(_with(_review(slices, checked, rules, facts), slices, checked, lines, settings))
    telling = [number for number, its in enumerate(checked) if its.findings]
    told = _told([slices[each] for each in telling], [checked[each] for each in telling], facts, settings)
    found: list[Finding] = []
    above = 0
    for number, numbers in zip(telling, told, strict=True):
        by = checked[number], slices[number].start, numbers, min(above, UNFOLDED)
        shown = kept[number].shown
        if shown[:4] != by:
            shown = _shown(*by, settled=facts.settled)
            kept[number] = kept[number]._replace(shown=shown)
        found += shown.findings
        above += shown.above_hint
    return Checked(settings, around, tuple(kept), tuple(found))


def _known(slices: Sequence[Slice], known: Sequence[_Kept]) -> Iterator[Slice | _Kept]:
    """Yield what is known of each slice, or the slice itself: most often all but one is as it was."""
    old, new = [id(each.spec) for each in known], [id(each.spec) for each in slices]
    above = common(old, new)
    below = common(old[above:][::-1], new[above:][::-1])
    yield from known[:above]
    gone = {id(each.spec): each for each in known[above : len(known) - below]}
    yield from (gone.get(id(each.spec), each) for each in slices[above : len(slices) - below])
    yield from known[len(known) - below :]


def told_slices(reading: DocumentReading, checked: Checked) -> tuple[Slice, ...]:
    """Return the slices of a document with what its neighbours say."""
    if not checked.slices:
        return tuple(
            each._replace(spec=told_elsewhere(each.spec, checked.neighbours)) for each in reading.slices
        )
    kept = zip(reading.slices, checked.slices, strict=True)
    return tuple(each._replace(spec=its.told) for each, its in kept)


def _fresh(
    each: Slice,
    lines: Sequence[str],
    rules: Iterable[Rule],
    settings: Settings,
    neighbours: Sequence[Beside],
) -> _Kept:
    """Return what the rules find in a slice; ``lines`` are its own."""
    spec = told_elsewhere(each.spec, neighbours)
    findings = (finding for rule in rules for finding in rule.check(spec))
    return _Kept(each.spec, spec, _in_order(findings, spec, lines, settings), NOTHING_SHOWN)


def _in_order(
    findings: Iterable[Finding], spec: Spec, lines: Sequence[str], settings: Settings
) -> CheckedSlice:
    found = [
        replace(finding, severity=settings.severity[finding.rule])
        if finding.rule in settings.severity
        else finding
        for finding in findings
    ]
    found.sort(key=lambda finding: (finding.span, finding.rule))
    identities = tuple(identity_of(finding, spec, lines) for finding in found)
    return CheckedSlice(tuple(found), identities, tuple(each.key for each in identities))


def _review(
    slices: Sequence[Slice], checked: Sequence[CheckedSlice], rules: Sequence[Rule], facts: Spec
) -> list[Finding]:
    """Return what rules have to say about all that was found, in lines of the document."""
    gaps = [
        finding.moved(each.start)
        for each, its in zip(slices, checked, strict=True)
        for finding in its.findings
    ]
    ran = {rule.name for rule in rules}
    return [finding for rule in rules for finding in rule.review(facts, gaps, ran)]


def _with(
    findings: Sequence[Finding],
    slices: Sequence[Slice],
    checked: Sequence[CheckedSlice],
    lines: Sequence[str],
    settings: Settings,
) -> Iterator[CheckedSlice]:
    """Yield what was found in each slice, with those of some findings that stand there."""
    for each, its in zip(slices, checked, strict=True):
        own = range(each.start, each.end)
        here = [finding.moved(-each.start) for finding in findings if finding.span.start.line in own]
        if here:
            yield _in_order((*its.findings, *here), each.spec, lines[each.start : each.end], settings)
        else:
            yield its


def _told(
    slices: Sequence[Slice], checked: Sequence[CheckedSlice], facts: Spec, settings: Settings
) -> list[Numbers]:
    """Return which findings of each slice are told, and which of those alike in the document each of them is."""
    seen: dict[Key, int] = {}
    remarks = bool(facts.suppressions or facts.questions)
    asked = _by_line(facts.questions)
    spent: set[int] = set()
    told = []
    for each, its in zip(slices, checked, strict=True):
        numbers = []
        for number, key in enumerate(its.keys):
            if remarks and _is_remarked(its.findings[number], each, facts, asked, spent):
                continue
            nth = seen[key] = seen.get(key, 0) + 1
            numbers.append((number, nth))
        told.append(tuple(numbers))
    return told if settings.known == NOTHING_KNOWN else list(_new(checked, told, settings.known))


def _new(checked: Sequence[CheckedSlice], told: Sequence[Numbers], known: Known) -> Iterator[Numbers]:
    """Yield what is told of each slice without what was frozen."""
    identities = [
        replace(its.identities[number], nth=nth)
        for its, numbers in zip(checked, told, strict=True)
        for number, nth in numbers
    ]
    new = iter(known.unknown(identities))
    for numbers in told:
        yield tuple(number for number in numbers if next(new))


# The questions of a document by the rule that asks them and the lines that they are about, None for any.
QuestionsByLine = dict[tuple[str | None, int | None], list["OpenQuestion"]]


def _by_line(questions: Iterable[OpenQuestion]) -> QuestionsByLine:
    found: QuestionsByLine = {}
    for question in questions:
        for line in (None,) if question.about is None else range(*question.about):
            found.setdefault((question.rule, line), []).append(question)
    return found


def _is_remarked(
    finding: Finding, each: Slice, facts: Spec, by_line: QuestionsByLine, spent: set[int]
) -> bool:
    """Tell whether somebody has silenced a finding, or its question stands in the document, open or answered.

    spent: the questions that are about whatever has their words, and have been found to be about something; one
    question stands for one finding.
    """
    line = each.start + finding.span.start.line
    for suppression in facts.suppressions:
        itself = suppression.span == finding.span.shifted(each.start)
        if suppression.silences(finding.rule, line) and not itself:
            return True
    here, anywhere = by_line.get((finding.rule, line), ()), by_line.get((finding.rule, None), ())
    if not here and not anywhere:
        return False
    held = each.spec.criterion_at(finding.span.start.line)
    texts = [finding.details.get("words", ""), finding.details.get("label", ""), held[1].text if held else ""]
    if any(question.is_about(line, *texts) for question in here):
        return True
    meant = (q for q in anywhere if id(q) not in spent and q.is_about(line, *texts))
    question = next(meant, None)
    if question is not None:
        spent.add(id(question))
    return question is not None


def _shown(checked: CheckedSlice, start: int, numbers: Numbers, before: int, *, settled: bool) -> _Shown:
    """Return the findings of a slice in lines of the document, folded where enough are shown above.

    Work that is done or dropped is history, and nobody is to be asked about it: all of it is a folded hint.
    """
    found = []
    shown = before
    for number, nth in numbers:
        finding = checked.findings[number].moved(start)
        above_hint = finding.severity is not Severity.HINT
        fingerprint = replace(checked.identities[number], nth=nth).fingerprint
        if settled:
            finding = replace(finding, severity=Severity.HINT, folded=True, fingerprint=fingerprint)
        else:
            folded = above_hint and shown >= UNFOLDED
            finding = replace(finding, folded=folded, fingerprint=fingerprint)
        found.append(finding)
        shown += above_hint
    return _Shown(checked, start, numbers, before, tuple(found), shown - before)
