"""Documents that the tests open, and what their ranges mean."""

from __future__ import annotations

import re
from typing import Any

URI = "file:///specs/receipts.md"

# One promise that can fail, with characters in front of it that count differently in every encoding.
SPEC = """\
# Receipts 🧾

## Acceptance Criteria

- 😀 ä: the customer uploads a receipt
"""

# The line of the promise in SPEC.
PROMISE = 4

# Many promises of different operations, so that some of the questions fold.
LONG_SPEC = """\
# Receipts

## Acceptance Criteria

- The customer uploads a receipt
- The customer deletes a receipt
- The customer sends the report to the accountant
- The customer pays the invoice with a credit card
- The customer imports the bookings from a CSV file
- The customer invites a colleague by e-mail
- The customer saves the report
- The customer signs in with a password
- The customer downloads the invoice
"""

_CODECS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_UNIT_BYTES = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


def words(text: str, range_: dict[str, Any], encoding: str) -> str:
    """Return what stands in ``range_``, within a line of ``text``, by the words of the protocol."""
    start: dict[str, int] = range_["start"]
    end: dict[str, int] = range_["end"]
    assert start["line"] == end["line"]
    line = re.split(r"\r\n|\n|\r", text)[start["line"]].encode(_CODECS[encoding])
    size = _UNIT_BYTES[encoding]
    return line[start["character"] * size : end["character"] * size].decode(_CODECS[encoding])


def of_rule(items: list[dict[str, Any]], rule: str) -> list[dict[str, Any]]:
    """Return the diagnostics that ``rule`` gave."""
    return [item for item in items if item["code"] == rule]
