"""Document and settings in, findings out: the one way in for the command line and the language server."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from whylint.baseline.identity import identities
from whylint.markdown.blocks import Kind
from whylint.markdown.document import Markdown, parse, update
from whylint.questions.insertion import block_quote, comment_above
from whylint.questions.wording import question
from whylint.rules import RULES
from whylint.rules.finding import Finding, Fix, Severity
from whylint.settings import Settings
from whylint.spec.model import GroupFormat
from whylint.spec.reader import read_spec
from whylint.text.edits import Edit
from whylint.text.lines import content, detect_newline
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whylint.spec.model import Criterion, Spec
    from whylint.text.edits import Change

UNFOLDED = 5  # findings above hint that a document shows before the rest fold into a summary
QUESTIONS = ("missing-user-problem", "missing-error-state", "vague-error-handling", "vague-criterion")


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """A document as it was understood, and what there is to ask about it; findings are in order of their place."""

    lines: tuple[str, ...]
    markdown: Markdown
    spec: Spec
    findings: tuple[Finding, ...]


def analyse(lines: Sequence[str], settings: Settings | None = None) -> Analysis:
    """Return what there is to ask about a document; ``lines`` are as ``split_lines`` gives them."""
    return _analysis(lines, parse(lines), settings or Settings())


def reanalyse(
    previous: Analysis, lines: Sequence[str], changes: Iterable[Change], settings: Settings | None = None
) -> Analysis:
    """Return what ``analyse(lines)`` does, doing again only what the changes touched.

    ``changes`` lead from the previous analysis to ``lines``. Only one of them can be followed block by block, since
    those before the last one were made to lines that are gone: several are taken as one that spans them all.
    """
    merged = _merged(tuple(changes), len(previous.lines), len(lines))
    markdown = previous.markdown if merged is None else update(previous.markdown, lines, merged)
    return _analysis(lines, markdown, settings or Settings())


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


def _analysis(lines: Sequence[str], markdown: Markdown, settings: Settings) -> Analysis:
    spec = read_spec(markdown, lines, settings.conventions)
    return Analysis(tuple(lines), markdown, spec, findings_of(spec, settings, lines))


def findings_of(spec: Spec, settings: Settings, lines: Sequence[str]) -> tuple[Finding, ...]:
    """Return the findings of all rules that run, in order, without those that somebody silenced or froze."""
    if not spec.is_spec or not settings.asks(spec.kind):
        return ()
    found = [
        replace(finding, severity=settings.severity.get(rule.name, finding.severity))
        for rule in RULES.values()
        if settings.runs(rule.name)
        for finding in rule.check(spec)
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
    line = finding.span.start.line
    return any(
        suppression.start_line <= line < suppression.end_line
        and (not suppression.rules or finding.rule in suppression.rules)
        for suppression in spec.suppressions
    )


def _asked(spec: Spec, finding: Finding) -> bool:
    """Tell whether a finding's question already stands in the document, right below its place."""
    line = finding.span.start.line
    asked = [q.passage.line for q in spec.questions if q.rule == finding.rule and q.passage.line > line]
    if not asked:
        return False
    nearest = min(asked)
    if finding.rule == "missing-user-problem":
        return any(
            g.label_span.start.line == line and nearest <= max(g.criteria[0].line, line + 3)
            for g in spec.groups
        )
    held = spec.criterion_at(line)
    end = held[1].end_line if held else line + 1
    return nearest <= end + 1


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


def fixes(analysis: Analysis, finding: Finding) -> tuple[Fix, ...]:
    """Return what can be done about a finding, in one action each: ask, or silence it."""
    silence = f"<!-- whylint-disable-next-line {finding.rule} -->"
    found = []
    if finding.rule in QUESTIONS:
        found.append(Fix(f"Ask: {_title(finding)}", (_ask(analysis, finding),), preferred=True))
    line = finding.span.start.line
    if _stands_alone(analysis, line):
        found.append(
            Fix(f"Disable {finding.rule} for this line", (comment_above(analysis.lines, line, silence),))
        )
    top = _top(analysis)
    newline = detect_newline(analysis.lines)
    comment = f"<!-- whylint-disable-file {finding.rule} -->{newline}{newline}"
    found.append(Fix(f"Disable {finding.rule} for this file", (Edit(Span(top, top), comment),)))
    return tuple(found)


def _title(finding: Finding) -> str:
    return finding.message.rpartition("”: ")[2]


def _ask(analysis: Analysis, finding: Finding) -> Edit:
    """Return the edit that writes a finding's question below its criterion, its line or its heading."""
    spec, lines = analysis.spec, analysis.lines
    text = question(finding.rule, spec.language, finding.details)
    line = finding.span.start.line
    held = spec.criterion_at(line)
    ask = partial(block_quote, lines, rule=finding.rule, text=text, language=spec.language)
    if finding.rule == "missing-user-problem" or held is None:
        after = _paragraph_end(lines, line)
        return ask(after, apart=True)
    group, criterion = held
    after = _last_line(lines, criterion)
    if criterion.marker:
        indent = _content_indent(lines[criterion.line], criterion.marker)
        return ask(after, indent=indent)
    if group.format is GroupFormat.TABLE:
        while after + 1 < len(lines) and lines[after + 1].lstrip().startswith("|"):
            after += 1
    else:
        after = _fence_end(analysis, after)
    return ask(after, apart=True)


def _last_line(lines: Sequence[str], criterion: Criterion) -> int:
    line = min(criterion.end_line, len(lines)) - 1
    while line > criterion.line and not content(lines[line]).strip():
        line -= 1
    return line


def _paragraph_end(lines: Sequence[str], line: int) -> int:
    """Return the last line of the heading that stands on a line: two lines where it is underlined."""
    if lines[line].lstrip().startswith("#"):
        return line
    if (
        line + 1 < len(lines)
        and content(lines[line + 1]).strip()
        and set(content(lines[line + 1]).strip()) <= {"=", "-"}
    ):
        return line + 1
    return line


def _fence_end(analysis: Analysis, line: int) -> int:
    """Return the line to insert behind: the end of the fence that a line stands in, else the line itself."""
    opened = None
    for number, text in enumerate(analysis.lines):
        mark = text.lstrip()[:3]
        if mark in ("```", "~~~"):
            if opened is None:
                opened = mark
            elif mark == opened:
                opened = None
                if number >= line:
                    return number
        if number >= line and opened is None:
            return line
    return line


def _content_indent(line: str, marker: str) -> str:
    """Return the indent that makes a line belong to a list item: as far in as the item's own words."""
    before, _, after = line.partition(marker)
    spaces = len(after) - len(after.lstrip(" "))
    return before + " " * (len(marker) + min(max(spaces, 1), 4))


def _stands_alone(analysis: Analysis, line: int) -> bool:
    """Tell whether a comment can go above a line without breaking a table, a fence or a paragraph there."""
    if line == 0:
        return True
    above = content(analysis.lines[line - 1]).strip()
    text = content(analysis.lines[line]).lstrip()
    return not text.startswith("|") and (
        not above or text.startswith(("#", "-", "*", "+")) or text[:1].isdigit()
    )


def _top(analysis: Analysis) -> Position:
    """Return where a document's text begins, behind its byte order mark and front matter."""
    blocks = analysis.markdown.blocks
    if blocks and blocks[0].kind is Kind.FRONT_MATTER:
        return Position(min(blocks[0].end_line, len(analysis.lines) - 1), 0)
    return Position(0, 1 if analysis.lines[0].startswith("\ufeff") else 0)
