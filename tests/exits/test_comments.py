"""Correcting the comments that silence rules."""

from __future__ import annotations

import pytest

from whylint.engine import analyse
from whylint.exits import fixes
from whylint.text.edits import apply_edits
from whylint.text.lines import split_lines

HEAD = "As a clerk, I want to send receipts so that I get my money back.\n\n## Acceptance criteria\n"


def corrected(text: str) -> dict[str, str]:
    """Return what the fixes of the findings about comments make of a text, by their titles."""
    analysis = analyse(split_lines(HEAD + text))
    return {
        fix.title: apply_edits(HEAD + text, fix.edits).removeprefix(HEAD)
        for finding in analysis.findings
        if finding.rule.endswith("suppression")
        for fix in fixes(analysis, finding)
        if not fix.title.startswith("Disable")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<!-- whylint-disable-next-line missing-eror-state -->\n- The clerk uploads a receipt\n",
            {
                "Change to missing-error-state": (
                    "<!-- whylint-disable-next-line missing-error-state -->\n- The clerk uploads a receipt\n"
                ),
                "Take out this comment": "- The clerk uploads a receipt\n",
            },
        ),
        (
            "<!-- whylint-disable-next-line vague-criterion -->\r\n- The button is blue\r\n",
            {"Take out this comment": "- The button is blue\r\n"},
        ),
        (
            "- The button is blue <!-- whylint-disable-line vague-criterion -->",
            {"Take out this comment": "- The button is blue "},
        ),
        (
            (
                "<!-- whylint-disable vague-criterion -->\n- The button is blue\n"
                "<!-- whylint-enable vague-criterion -->\n- a\n"
            ),
            {"Take out this comment": "- The button is blue\n- a\n"},
        ),
        (
            "<!-- whylint-disable-next-line vague-criterion, missing-error-state -->\n- The clerk uploads a receipt\n",
            {
                "Take vague-criterion out of this comment": (
                    "<!-- whylint-disable-next-line missing-error-state -->\n- The clerk uploads a receipt\n"
                )
            },
        ),
        (
            "<!-- whylint-disable-next-line missing-error-state vague-criterion -->\n- The clerk uploads a receipt\n",
            {
                "Take vague-criterion out of this comment": (
                    "<!-- whylint-disable-next-line missing-error-state -->\n- The clerk uploads a receipt\n"
                )
            },
        ),
        ("<!-- whylint-disable-next-line vague-criterion -- Ann said so -->\n- The button is blue\n", {}),
    ],
)
def test_a_comment_is_corrected_and_nothing_else(text: str, expected: dict[str, str]) -> None:
    assert corrected(text) == expected
