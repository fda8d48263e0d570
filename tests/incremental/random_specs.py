"""Random specs and random edits, for holding what is read after an edit against what is read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.text.edits import Edit
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

HEADINGS = [
    "# Receipts",
    "# PRD: Receipts",
    "# Requirements: receipts",
    "# Login requirements",
    "# Story 1: Receipts",
    "# Feature: receipts",
    "## Problem",
    "## Background",
    "## Why now",
    "## Goals",
    "## Non-goals",
    "## Users",
    "## Acceptance criteria",
    "### Acceptance criteria",
    "#### Acceptance criteria",
    "## Requirements",
    "### Requirement 2: Password reset",
    "### Requirement: Export",
    "## User stories",
    "### Story: Upload",
    "### US-1 Upload a receipt",
    "## Errors",
    "### Error handling",
    "## Edge cases",
    "## Open questions",
    "#### Scenario: A receipt is too large",
    "### Scenario: Offline",
    "## Scenario: Declined",
    "### Statement",
    "## Tests",
    "### Tasks",
    "## Alternatives",
    "### Login",
    "## Acceptence criteria",
    "##### Details",
    "# Notes",
    "## Success metrics",
    "### FR-2 Export",
    "## Decision",
    "Receipts\n========",
    "Acceptance criteria\n---",
]
CRITERIA = [
    "- The employee uploads a photo of a receipt",
    "- [ ] The approver declines the claim",
    "- [x] Claims are exported",
    "1. The system saves the claim within 2 s",
    "- AC-1: The traveller pays for the ticket",
    "* The import is quick",
    "- FR-001: System MUST send an e-mail to the approver",
    "- Given a claim\n  When it is sent\n  Then it is stored",
    "- The warden deletes a hut\n  - and all its bookings",
    "- When the user signs in, the system shall show the list",
    "- The clerk searches for a customer",
    "| AC | What |\n|----|------|\n| 1 | The clerk uploads a file |",
    "| Requirement | Priority |\n|---|---|\n| The clerk exports the list | high |\n| … | … |",
    "- **Acceptance criteria**:\n  - The guest pays the invoice\n  - The guest registers",
    "Given a basket\nWhen the guest pays\nThen the order is created",
    "The system shall delete the file.",
]
FAILURES = [
    "- When the upload fails, the form keeps its entries and offers another try",
    "- If the payment is declined, …",
    "- When the import fails, an error message is shown",
    "- What happens when the export fails?",
    "Errors are handled gracefully.",
    "- Whatever fails, the user sees why and can try again",
    "- If saving fails, the claim is kept as a draft and the reason is shown",
    "- The e-mail bounces: see below",
    "| Error | Then |\n|---|---|\n| upload too large | it is refused, and the limit is named |",
    "- When the sign-in is refused, the guest can reset the password",
    "- When sending fails twice, staff are told",
]
PROSE = [
    "Field staff lose receipts and wait weeks for their money.",
    "As a warden, I want a list so that nobody walks in vain.",
    "As a guest, I want to pay",
    "so that I need no cash.",
    "We will add a button.",
    "Travellers cannot find the form.",
    "**Out of scope**: refunds",
    "**Acceptance criteria:**",
    "Acceptance Criteria:",
    "**Problem**: staff lose receipts.",
    "Status: done",
    "Status: draft",
    "The answer takes less than 200 ms.",
    "TBD",
    "[Describe the goal]",
    "You click Save.",
    "See [the study][study] and [it].",
    "[study]: studies/a.md",
    "[it]: b.md",
    "> quoted words",
    "> ## Acceptance criteria",
    "> - The clerk uploads a file",
    "- # A heading in an item",
    "-   ## Acceptance criteria",
    "h2. Acceptance criteria",
    "UID: R-1",
    "**Statement:** The tool shall export the list",
    "***",
    "---",
    "+++",
    "title: x",
    "status: done",
    "Der Nutzer lädt die Datei hoch und die Mitarbeiter sehen sie.",
    "~~~",
    "```",
    "```gherkin",
    "Scenario: x",
    "<!--",
    "-->",
    "<details><summary>Requirements</summary>",
    "</details>",
    "\tcode",
    "    code",
    "  continued",
    "",
    "<!-- whylint-disable missing-error-state -->",
    "<!-- whylint-enable -->",
    "<!-- whylint-disable-file -->",
    "<!-- whylint-disable-next-line missing-error-state -->",
    "<!-- whylint-disable-line vague-criterion -->",
    "> **Open question** What then? <!-- whylint-question: missing-error-state -->\n> (…)",
    "- The clerk pays (…) <!-- whylint-question: missing-error-state -->",
    "\f",
    "a\u2028b",
    "🙂 The clerk uploads 🙂 a file",
]
PIECES = [
    "",
    "a",
    " ",
    "#",
    "-",
    "`",
    "*",
    ">",
    "|",
    "[",
    "]",
    ":",
    "?",
    "\t",
    "fails",
    "uploads",
    "\n",
    "\r\n",
    "\r",
]


def random_spec(random: Random, pieces: int) -> str:
    """Return a document of some pieces of specs."""
    newline = random.choice(["\n", "\n", "\n", "\r\n"])
    text = "".join(_piece(random) for _ in range(pieces))
    if random.random() < 0.2:
        text = "---\ntitle: Receipts\nstatus: draft\n---\n\n" + text
    return text.replace("\n", newline)


def _piece(random: Random) -> str:
    row = random.choice(random.choices([HEADINGS, CRITERIA, FAILURES, PROSE], [4, 4, 2, 3])[0])
    return row + random.choice(["\n", "\n", "\n\n"])


def random_edit(random: Random, lines: Sequence[str]) -> Edit:
    """Return an edit of a document: a character, a line, some lines, a piece of a spec pasted, or much cut out."""
    line = random.randrange(len(lines))
    column = random.choice([0, 0, random.randrange(len(lines[line]) + 1), 99])
    start = Position(line, column)
    match random.randrange(8):
        case 0 | 1 | 2:
            end, text = Position(line, column + random.choice([0, 0, 1])), random.choice(PIECES)
        case 3:
            end, text = start, _piece(random)
        case 4:
            end, text = Position(line + random.randrange(4), 0), ""
        case 5:
            end, text = Position(line + random.randrange(3), 0), _piece(random)
        case 6:
            end, text = start, random_spec(random, random.randrange(12))
        case _:
            end, text = (
                Position(line + random.choice([0, 1, 30]), random.choice([0, 5])),
                random.choice(PIECES),
            )
    return Edit(Span(start, max(start, end)), text)
