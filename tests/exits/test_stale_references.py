"""Correcting references that have gone stale."""

from __future__ import annotations

import pytest

from whylint.engine import among, analyse
from whylint.exits import fixes
from whylint.settings import Settings
from whylint.spec.cover import Destination
from whylint.text.edits import apply_edits
from whylint.text.lines import split_lines

STORY = "As a clerk, I want to send receipts so that I get my money back.\n\n## Acceptance criteria\n"
REST = "- AC-2: When an upload fails, the form keeps the receipt and says why\n\n## When things go wrong\n"
ERRORS = Destination("errors.md", True, ("upload", "too-large"), ("E-1", "E-2"))


def spec(reference: str) -> str:
    mark = "<!-- whylint-covered-by: missing-error-state -->"
    return f"{STORY}- AC-1: The clerk uploads a receipt\n  > **Covered by** {reference} {mark}\n{REST}"


def corrected(reference: str, *destinations: Destination) -> tuple[list[str], str]:
    """Return what is told of a reference, and what it is after its fix, the same where there is none."""
    analysis = among(analyse(split_lines(spec(reference))), destinations, Settings())
    text = spec(reference)
    told = [finding for finding in analysis.findings if finding.rule == "stale-reference"]
    for finding in told:
        for fix in fixes(analysis, finding):
            if fix.title.startswith("Change to"):
                text = apply_edits(text, fix.edits)
    line = text.split("\n")[4]
    return [finding.message.partition(":")[0] for finding in told], line[
        line.index("by** ") + 5 : line.index(" <!--")
    ]


@pytest.mark.parametrize(
    "reference",
    [
        "AC-2",
        "[below](#when-things-go-wrong)",
        "errors.md",
        "`errors.md`",
        "[errors](errors.md)",
        "[errors](errors.md#upload)",
        '[errors](<errors.md> "All errors")',
        "errors.md#Too-Large, E-2",
        "[E-1](errors.md)",
        "[these lines](errors.md#L3-L5)",
        "[the web](https://example.org/errors.md#nothing)",
        "[a mail](mailto:ann@example.org)",
    ],
)
def test_what_is_there_is_not_told(reference: str) -> None:
    assert corrected(reference, ERRORS) == ([], reference)


@pytest.mark.parametrize(
    ("reference", "told", "after"),
    [
        ("AC-02", "There is no “AC-02” here", "AC-2"),
        ("AC-9", "There is no “AC-9” here", "AC-9"),
        ("When thing go wrong", "Nothing here is called “When thing go wrong”", "When things go wrong"),
        (
            "[below](#wen-things-go-wrong)",
            "“#wen-things-go-wrong” leads to no heading here",
            "[below](#when-things-go-wrong)",
        ),
        (
            "[errors](errors.md#uploads)",
            "“errors.md” has no heading “#uploads”",
            "[errors](errors.md#upload)",
        ),
        (
            "[errors](errors.md#sign-in)",
            "“errors.md” has no heading “#sign-in”",
            "[errors](errors.md#sign-in)",
        ),
        (
            "[errors](errors.md), E-7",
            "There is no “E-7” here, nor in “errors.md”",
            "[errors](errors.md), E-7",
        ),
        ("[errors](error.md#upload)", "There is no file “error.md”", "[errors](errors.md#upload)"),
        ("see gone.yaml", "There is no file “gone.yaml”", "see gone.yaml"),
    ],
)
def test_what_is_gone_is_told_and_corrected_where_one_thing_can_be_meant(
    reference: str, told: str, after: str
) -> None:
    others = (Destination("error.md", False, near="errors.md"), Destination("gone.yaml", False))
    assert corrected(reference, ERRORS, *others) == ([told], after)


def test_nobody_knows_what_is_in_a_file_that_was_not_read() -> None:
    assert corrected("[errors](errors.md#nothing), E-9", Destination("errors.md", there=True))[0] == []
    assert corrected("[errors](errors.md#nothing), E-9")[0] == []


def test_what_leads_into_a_file_that_is_gone_covers_nothing() -> None:
    read = analyse(split_lines(spec("[errors](errors.md)")))
    assert read.spec.groups[0].criteria[0].coverage is not None
    gone = among(read, (Destination("errors.md", there=False),), Settings())
    passage = gone.spec.groups[0].criteria[0].coverage
    assert passage is None or "Covered by" not in passage.passage.text
