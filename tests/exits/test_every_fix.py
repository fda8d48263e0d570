"""What holds of every fix, in every form that criteria are written in and in every case file."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from forms import SPECS

from case_files import SPEC, read_cases, without_markers
from whylint.engine import Analysis, analyse
from whylint.exits import ask_all, fixes
from whylint.rules import RULE_NAMES
from whylint.text.edits import apply_edits
from whylint.text.lines import content, split_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from whylint.rules.finding import Finding, Fix
    from whylint.text.edits import Edit
    from whylint.text.position import Span

CASES = {
    f"{path.stem}: {case.name}": "".join(without_markers(case.fences[SPEC].text)[0])
    for path in sorted((Path(__file__).parents[1] / "cases").rglob("*.md"))
    for case in read_cases(path)
}
# What a fix may take away: a comment that silences rules, its line, or a name in it; a reference that leads nowhere.
REMARK = re.compile(
    r"\s*(?:<!-- whylint-(?:disable|enable)[a-z, -]*-->)?\s*|[\s,]*[a-z-]+[\s,]*|AC-\d+|#[a-z-]+"
)
# An answer may cover more than was asked, so that a comment silences nothing any more.
UNUSED = Counter({("unused-suppression", rule): 9 for rule in RULE_NAMES})
ANSWER = "the reason, with a link to try again"

STYLES: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "no final newline": lambda text: text.rstrip("\n"),
    "tabs": lambda text: re.sub(r"(?m)^( {2,4})(?=[-*\d])", "\t", text),
}


def understood(text: str) -> Analysis:
    return analyse(split_lines(text))


def underlined(analysis: Analysis, finding: Finding) -> str:
    (line, column), (end_line, end_column) = finding.span
    stop = end_column if line == end_line else None
    return content(analysis.lines[line])[column:stop]


def gaps(analysis: Analysis) -> Counter[tuple[str, str]]:
    """Return what is asked of a document, but for its open questions."""
    return Counter(
        (finding.rule, underlined(analysis, finding))
        for finding in analysis.findings
        if finding.rule != "unanswered-question"
    )


def opened(analysis: Analysis) -> Counter[str]:
    """Return the rules whose questions stand in a document without an answer."""
    return Counter(
        finding.details["asked_by"] for finding in analysis.findings if "asked_by" in finding.details
    )


def taken_out(analysis: Analysis, span: Span) -> str:
    """Return what an edit takes away."""
    if span.start.line == span.end.line:
        return content(analysis.lines[span.start.line])[span.start.column : span.end.column]
    return "".join(analysis.lines[span.start.line : span.end.line])


def places(analysis: Analysis, edits: Iterable[Edit] = ()) -> set[tuple[str, int]]:
    """Return what is asked of a document, but for its open questions, and on which lines it is after some edits."""

    def moved(line: int) -> int:
        above = (each for each in edits if each.span.start.line < line or each.span.start == (line, 0))
        return line + sum(each.text.count("\n") for each in above)

    return {
        (finding.rule, moved(finding.span.start.line))
        for finding in analysis.findings
        if finding.rule != "unanswered-question"
    }


def every_fix(analysis: Analysis) -> Iterator[tuple[Finding, Fix]]:
    return ((finding, fix) for finding in analysis.findings for fix in fixes(analysis, finding))


def asking(fix: Fix) -> bool:
    return fix.title.startswith(("Ask", "Add"))


STYLED = {
    **{f"{name}, {style}": change(text) for name, text in SPECS.items() for style, change in STYLES.items()},
    **CASES,
}


@pytest.fixture(params=list(STYLED.values()), ids=list(STYLED))
def styled(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_fix_adds_lines_that_end_as_the_others_do_and_changes_none(styled: str) -> None:
    analysis = understood(styled)
    for _, fix in every_fix(analysis):
        assert all(REMARK.fullmatch(taken_out(analysis, edit.span)) for edit in fix.edits)
        fixed = apply_edits(styled, fix.edits)
        ends = {"\r\n", ""} if "\r\n" in styled else {"\n", ""}
        assert {line[len(content(line)) :] for line in split_lines(fixed)} <= ends
        assert fixed.endswith("\n") == styled.endswith("\n")
        assert fixed.startswith("\ufeff") == styled.startswith("\ufeff")


def test_a_question_takes_the_place_of_its_finding_until_it_is_answered(styled: str) -> None:
    analysis = understood(styled)
    for finding, fix in every_fix(analysis):
        if not asking(fix):
            continue
        fixed = apply_edits(styled, fix.edits)
        asked = understood(fixed)
        rest = gaps(analysis) - Counter([(finding.rule, underlined(analysis, finding))])
        assert gaps(asked) == rest, fixed
        assert places(asked) <= places(analysis, fix.edits), fixed
        assert opened(asked) == opened(analysis) + Counter([finding.rule]), fixed
        before = {group.label: len(group.criteria) for group in analysis.spec.groups}
        assert {group.label: len(group.criteria) for group in asked.spec.groups} == before, fixed
        answered = understood(fixed.replace("(…)", ANSWER))
        assert gaps(answered) - UNUSED <= rest, fixed
        assert opened(answered) == Counter(), fixed


def test_all_questions_of_a_document_are_asked_at_once(styled: str) -> None:
    analysis = understood(styled)
    fix = ask_all(analysis, analysis.findings)
    if fix is None:
        return
    fixed = apply_edits(styled, fix.edits)
    asked = understood(fixed)
    assert not [finding for finding in asked.findings if ask_all(asked, [finding])], fixed
    expected = Counter(finding.rule for finding in analysis.findings if ask_all(analysis, [finding]))
    assert opened(asked) == opened(analysis) + expected, fixed
    assert ask_all(asked, asked.findings) is None


EXIT = {
    "Does not apply, because …": "nobody has more than one receipt",
    "Covered by …": "[the errors](errors.md)",
}


def test_an_exit_needs_its_reason(styled: str) -> None:
    analysis = understood(styled)
    for finding, fix in every_fix(analysis):
        if fix.title not in EXIT:
            continue
        left = apply_edits(styled, fix.edits)
        rest = gaps(analysis) - Counter([(finding.rule, underlined(analysis, finding))])
        without, within = understood(left), understood(left.replace("(…)", EXIT[fix.title]))
        assert (gaps(without), gaps(within)) == (rest, rest), left
        assert opened(without) == opened(analysis) + Counter([finding.rule]), left
        assert not opened(within), left


def test_what_is_silenced_is_not_asked(styled: str) -> None:
    analysis = understood(styled)
    for finding, fix in every_fix(analysis):
        if not fix.title.startswith("Disable"):
            continue
        found = gaps(understood(apply_edits(styled, fix.edits)))
        silenced = (finding.rule, underlined(analysis, finding))
        assert found[silenced] < gaps(analysis)[silenced] or finding.rule == "unanswered-question"
        assert all(
            found[other] == number for other, number in gaps(analysis).items() if other[0] != finding.rule
        )
