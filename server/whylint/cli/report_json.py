"""Findings as JSON, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from whylint import __version__

if TYPE_CHECKING:
    from whylint.cli.outcome import Outcome


class JsonReporter:
    """Collects the findings of all documents, and writes them as one object."""

    def __init__(self) -> None:
        self._findings: list[dict[str, Any]] = []

    def document(self, path: str, outcome: Outcome) -> None:
        """Take the findings of one document."""
        for finding in outcome["findings"]:
            related = [{"path": path, **each} for each in finding["related"]]
            self._findings.append({"path": path, **finding, "related": related})

    def finish(self, known: int) -> None:
        """Write the report, with each finding on a line of its own.

        known: how many findings of these documents are in a baseline, and left out.
        """
        findings = ",\n".join(json.dumps(finding, ensure_ascii=False) for finding in self._findings)
        left_out = f', "known": {known}' if known else ""
        print(f'{{"version": "{__version__}", "findings": [\n{findings}\n]{left_out}}}')
