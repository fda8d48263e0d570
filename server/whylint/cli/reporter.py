"""What a reporter does: it is shown each document in turn, and finishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from whylint.cli.outcome import Outcome


class Reporter(Protocol):
    """Shows findings to whoever asked for them."""

    def document(self, path: str, outcome: Outcome) -> None:
        """Take the findings of one document."""

    def finish(self, known: int) -> None:
        """Close the report; ``known``: how many findings of these documents are in a baseline, and left out."""
