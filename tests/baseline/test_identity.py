"""A finding stays the same finding, whatever else happens to its document."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from case_files import SPEC, read_cases
from whylint.baseline.identity import identities
from whylint.baseline.known import Known
from whylint.engine import Analysis, analyse, reanalyse
from whylint.settings import Settings
from whylint.text.edits import Edit, splice
from whylint.text.lines import split_lines
from whylint.text.position import Span

CASES = Path(__file__).parent.parent / "cases"
STORY = "As a customer, I want to send receipts so that I get my money back.\n\n"


def analysis(text: str, known: Known | None = None) -> Analysis:
    return analyse(split_lines(text), Settings(known=known or Known()))


def fingerprints(text: str) -> set[str]:
    return {finding.fingerprint for finding in analysis(text).findings}


def frozen(text: str) -> Known:
    read = analysis(text)
    return Known(tuple(identities(read.findings, read.spec, read.lines)))


def new(before: str, after: str) -> list[str]:
    """Return the source lines of the findings that are new after a change."""
    read = analysis(after, frozen(before))
    return [read.lines[finding.span.start.line].strip() for finding in read.findings]


def spec(sections: list[list[str]]) -> str:
    return "\n".join(line for section in sections for line in section) + "\n"


def sections_of_a_spec() -> list[list[str]]:
    """Return a spec that leaves much open, each section with its heading first."""
    operations = (
        "uploads a receipt",
        "deletes a claim",
        "sends an invitation",
        "pays the invoice",
        "saves the form",
        "imports contacts",
    )
    people = ("customer", "approver", "auditor", "owner")
    return [
        ["# Expense claims", "", "This page is about claims.", ""],
        *(
            [
                f"## Story {number}: work of the {person}",
                "",
                "### Acceptance criteria",
                "",
                *(
                    f"- [ ] AC-{number}.{at} The {person} {operation}"
                    for at, operation in enumerate(operations)
                ),
                f"- [ ] AC-{number}.9 The list of the {person} is fast",
                "",
            ]
            for number, person in enumerate(people)
        ),
        ["## Notes", "", "- Somebody has to tell the support team", ""],
    ]


def edited_elsewhere(sections: list[list[str]], dice: random.Random) -> list[list[str]]:
    """Return the sections after one edit that leaves the words of every criterion alone."""
    result = [list(section) for section in sections]
    match dice.randrange(7):
        case 0:
            dice.choice(result).insert(1, f"\nA note that somebody wrote on day {dice.randrange(1000)}.\n")
        case 1:
            dice.shuffle(result[1:-1])
            middle = result[1:-1]
            dice.shuffle(middle)
            result[1:-1] = middle
        case 2:
            section = dice.choice(result[1:-1])
            section[0] = f"## Story {dice.randrange(100)}: {dice.choice(('filing', 'approving', 'paying'))}"
        case 3:
            section = dice.choice(result[1:-1])
            at = dice.randrange(4, len(section) - 1)
            section[at] = section[at].replace("[ ]", "[x]")
        case 4:
            section = dice.choice(result[1:-1])
            for at in range(4, len(section) - 1):
                section[at] = re.sub(r"AC-\S+", f"AC-{dice.randrange(1000)}", section[at])
        case 5:
            section = dice.choice(result[1:-1])
            section.insert(dice.randrange(4, len(section)), "- [ ] The page has a title")
        case _:
            section = dice.choice(result[1:-1])
            items = section[4:-1]
            dice.shuffle(items)
            section[4:-1] = items
    return result


def test_200_random_edits_elsewhere_leave_the_fingerprints_as_they_are() -> None:
    dice = random.Random(5)
    original = sections_of_a_spec()
    before = fingerprints(spec(original))
    assert len(before) > 20
    kept = asked = 0
    sections = original
    for number in range(200):
        sections = edited_elsewhere(sections if number % 5 else original, dice)
        after = fingerprints(spec(sections))
        kept += len(before & after)
        asked += len(new(spec(original), spec(sections)))
    assert kept >= 0.99 * 200 * len(before)
    assert asked == 0


def test_all_sections_in_another_order_leave_the_fingerprints_as_they_are() -> None:
    first, *others = sections_of_a_spec()
    assert fingerprints(spec([first, *others])) == fingerprints(spec([first, *reversed(others)]))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_no_case_has_two_findings_with_one_fingerprint(path: Path) -> None:
    for case in read_cases(path):
        text = "".join(
            line for line in case.fences[SPEC].text.splitlines(keepends=True) if not re.match(r"\s*\^", line)
        )
        found = analysis(text).findings
        assert len({finding.fingerprint for finding in found}) == len(found), case.name
        assert not new(text, text), case.name
        assert not new(text, text.replace("\n", "\r\n")), case.name


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- [ ] AC-1 The customer uploads a receipt", "- [x] AC-7 The customer uploads a receipt"),
        ("- The customer uploads a receipt", "1. The **customer** uploads a `receipt`."),
        ("- The customer uploads a receipt", "- The customer\n  uploads a receipt"),
        ("- The customer uploads a recipt of the fuel", "- The customer uploads a receipt of the fuel"),
        (
            "- The customer uploads a receipt for fuel or parking",
            "- The customer uploads one receipt for fuel or parking",
        ),
    ],
    ids=["box and id", "form", "line break", "slip", "one word"],
)
def test_a_criterion_written_a_little_differently_is_known(before: str, after: str) -> None:
    label = f"{STORY}## Acceptance criteria\n"
    assert new(f"{label}{before}\n", f"{label}{after}\n") == []
    assert new(f"{label}{before}\n", f"{label}- The customer deletes a claim\n") == [
        "- The customer deletes a claim"
    ]


def test_in_japanese_a_little_differently_is_a_character_or_two() -> None:
    before = "# 領収書\n\n## 受け入れ基準\n\n- 従業員は領収書の写真をアップロードする\n"
    after = before.replace("写真", "画像")
    assert analysis(before).findings
    assert new(before, after) == []


def test_a_criterion_that_says_something_else_is_new() -> None:
    label = f"{STORY}## Acceptance criteria\n"
    new_words = "- Whoever signed the contract uploads its scan"
    assert new(f"{label}- The customer uploads a receipt\n", f"{label}{new_words}\n") == [new_words]


def test_one_frozen_finding_excuses_one_finding() -> None:
    def story(name: str) -> str:
        return f"## Story {name}\n\n### Acceptance criteria\n\n- The customer uploads a receipt\n\n"

    before = f"# Claims\n\n{STORY}{story('B')}"
    after = f"# Claims\n\n{STORY}{story('A')}{story('B')}"
    read = analysis(after, frozen(before))
    (finding,) = read.findings
    assert finding.span.start.line < after[: after.index("Story B")].count("\n"), "the one in story A is new"


def test_a_question_that_stands_for_several_criteria_is_known_whichever_comes_first() -> None:
    label = f"{STORY}## Acceptance criteria\n"
    before = f"{label}- The customer uploads a receipt\n"
    after = f"{label}- The clerk uploads a photo\n- The customer uploads a receipt\n"
    assert new(before, after) == []


def test_what_is_answered_is_paired_with_nothing() -> None:
    label = f"{STORY}## Acceptance criteria\n- The customer uploads a receipt\n"
    known = frozen(label)
    assert list(known.pairs(known.frozen)) == [0]
    assert known.pairs([]) == {}


def test_by_its_very_words_only() -> None:
    def text(words: str) -> str:
        return f"{STORY}## Acceptance criteria\n- [ ] AC-1 {words}\n"

    def asked(after: str) -> bool:
        known = Known(exact=frozen(text("The customer uploads a receipt for fuel")).frozen)
        return bool(analysis(after, known).findings)

    assert not asked(text("The *customer* uploads a receipt for fuel."))
    assert asked(text("The customer uploads a receipt for parking"))


def test_a_document_under_a_new_name_takes_over_what_was_frozen() -> None:
    renamed = spec(sections_of_a_spec())
    known = Known(
        gone=(frozen(f"{STORY}## Acceptance criteria\n- It is fast\n").frozen, frozen(renamed).frozen)
    )
    assert not analysis(renamed, known).findings
    other = (
        "# Another page\n\nThis page is new.\n\n### Acceptance criteria\n\n- The customer deletes a photo\n"
    )
    assert len(analysis(other, known).findings) == 2, (
        "another document is not it, though its label is the same"
    )


def test_after_edits_the_same_is_known_as_in_a_fresh_reading() -> None:
    dice = random.Random(3)
    text = spec(sections_of_a_spec())
    settings = Settings(known=Known(frozen(text).frozen[::2]))
    lines = split_lines(text)
    read = analyse(lines, settings)
    for _ in range(60):
        line, words = (
            dice.randrange(len(lines)),
            ("x", "\n", "- The customer deletes a photo\n", "## A\n", ""),
        )
        edit = Edit(Span.on_line(line, 0, dice.randrange(12)), dice.choice(words))
        read = reanalyse(read, lines, [splice(lines, edit)], settings)
        assert read.findings == analyse(lines, settings).findings


def test_known_findings_take_no_place_from_new_ones() -> None:
    """Only the first findings of a document are shown at once: a frozen one is not among them."""
    before = spec(sections_of_a_spec())
    read = analysis(f"{before}\n## Acceptance criteria\n\n- The customer deletes a photo\n", frozen(before))
    assert [(finding.rule, finding.folded) for finding in read.findings] == [
        ("missing-user-problem", False),
        ("missing-error-state", False),
    ]
