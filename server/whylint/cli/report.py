"""``whylint report``: how ready documents are to be built, and how that came about."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from whylint.cli.documents import STANDARD_INPUT, Document, Documents, Problems
from whylint.cli.each import of_each
from whylint.cli.report_data import as_data, as_lines
from whylint.cli.report_model import Moment, Report
from whylint.cli.terminal import Terminal
from whylint.readiness.standing import readiness
from whylint.workspace.cache import cache_folder
from whylint.workspace.folders import absolute, upward
from whylint.workspace.git import GitError
from whylint.workspace.writing import write_text

if TYPE_CHECKING:
    import argparse

    from whylint.readiness.standing import Readiness


@dataclass(frozen=True, slots=True)
class _Reading:
    """To find out how a document stands. Processes can pass it on."""

    document: Document

    def __call__(self) -> Readiness:
        return readiness(self.document.path, self.document.analyse())


def run(arguments: argparse.Namespace) -> int:
    """Report how documents stand, and return the exit code."""
    problems = Problems()
    documents = Documents(arguments, problems)
    read = tuple(result for _, result in of_each(documents, _Reading))
    report = Report(_name(arguments.paths), datetime.now(tz=UTC), read)
    if arguments.format != "text" and arguments.history > 0:
        report = _with_trend(report, arguments, documents, problems)
    text = _rendered(report, arguments)
    if arguments.output is None:
        print(text)
        return problems.exit_code(0)
    try:
        write_text(Path(arguments.output), f"{text}\n")
    except OSError as error:
        problems.report(f"{arguments.output}: cannot be written: {error.strerror}; name another file")
    else:
        print(arguments.output)
    return problems.exit_code(0)


def _rendered(report: Report, arguments: argparse.Namespace) -> str:
    match arguments.format:
        case "html":
            from whylint.cli.report_html import as_html  # noqa: PLC0415 - loads the templates' library

            return as_html(report)
        case "json":
            return as_data(report)
        case _:
            return "\n".join(as_lines(report, Terminal(sys.stdout, arguments.color)))


def _with_trend(
    report: Report, arguments: argparse.Namespace, documents: Documents, problems: Problems
) -> Report:
    """Return the report with what there was at past commits, where there are any."""
    from whylint.cli.trend import trend  # noqa: PLC0415 - a report without it needs no git

    paths = [Path(path) for path in arguments.paths if path != STANDARD_INPUT]
    if not paths or not (upward(paths[0])[-1] / ".git").exists():
        return report
    found = {absolute(Path(document.path)) for document in report.documents}
    try:
        past = trend(
            documents, paths, found, arguments.history, None if arguments.no_cache else cache_folder()
        )
    except GitError as error:
        problems.report(error)
        return report
    now = Moment(report.made, "", report.tally)
    return Report(report.name, report.made, report.documents, (*past, now) if past else ())


def _name(paths: list[str]) -> str:
    """Return what to call the project: its repository, or the folder that was named."""
    folders = upward(Path(paths[0]) if paths[0] != STANDARD_INPUT else Path.cwd())
    return (folders[-1] if (folders[-1] / ".git").exists() else folders[0]).name
