"""``whylint questions``: list what is open in documents, by document and story."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whylint.cli.documents import Documents, Problems
from whylint.cli.each import of_each
from whylint.cli.known import KnownFindings
from whylint.cli.question_lists import OpenDocument, as_csv, as_json, as_markdown, as_text
from whylint.cli.terminal import Terminal
from whylint.readiness.open_questions import open_in

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from whylint.cli.documents import Document
    from whylint.settings import Settings


def run(arguments: argparse.Namespace) -> int:
    """List what is open, and return the exit code."""
    problems = Problems()
    found = list(_open_documents(arguments, problems))
    match arguments.format:
        case "markdown":
            as_markdown(found)
        case "csv":
            as_csv(found, sys.stdout)
        case "json":
            as_json(found)
        case _:
            as_text(found, Terminal(sys.stdout, arguments.color))
    return problems.exit_code(0)


def _open_documents(arguments: argparse.Namespace, problems: Problems) -> Iterator[OpenDocument]:
    """Yield the documents that were read, with what is open in them."""
    known = KnownFindings(arguments, problems)

    def reading(document: Document) -> _Reading:
        settings = known.settings(document, document.configuration.settings)
        return _Reading(document, settings, gaps=arguments.gaps)

    for _, found in of_each(Documents(arguments, problems), reading):
        yield found
    known.finish()


@dataclass(frozen=True, slots=True)
class _Reading:
    """To find out what is open in a document. Processes can pass it on."""

    document: Document
    settings: Settings
    gaps: bool

    def __call__(self) -> OpenDocument:
        analysis = self.document.analyse(self.settings)
        return OpenDocument(self.document.path, analysis.spec.title, tuple(open_in(analysis, gaps=self.gaps)))
