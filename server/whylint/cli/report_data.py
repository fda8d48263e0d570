"""The readiness report as data, and in a few lines for a terminal."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from whylint import __version__
from whylint.cli.counted import counted
from whylint.cli.excerpt import visible
from whylint.readiness.standing import by_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.cli.report_model import Report
    from whylint.cli.terminal import Terminal
    from whylint.readiness.standing import Readiness


def as_data(report: Report) -> str:
    """Return the report as JSON; lines count from 1."""
    data = {
        "version": __version__,
        "name": report.name,
        "made": report.made.isoformat(timespec="seconds"),
        "total": asdict(report.tally),
        "by_rule": {
            rule: {"asked": asked, "gaps": gaps} for rule, (asked, gaps) in by_rule(report.documents).items()
        },
        "documents": [_from_one({**asdict(each), "total": asdict(each.tally)}) for each in report.documents],
        "trend": [
            {
                "time": each.time.isoformat(timespec="seconds"),
                "change": each.change,
                "total": asdict(each.tally),
            }
            for each in report.trend
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _from_one(value: Any) -> Any:
    """Return data with its lines counted from one."""
    if isinstance(value, dict):
        return {key: each + 1 if key == "line" else _from_one(each) for key, each in value.items()}
    return [_from_one(each) for each in value] if isinstance(value, list | tuple) else value


def as_lines(report: Report, terminal: Terminal) -> Iterator[str]:
    """Yield the report for a terminal: a line for each document, what is most open first, and a summary."""
    widest = max((len(each.path) for each in report.open_documents), default=0)
    for document in report.open_documents:
        yield f"{terminal.styled(f'{visible(document.path):{widest}}', 'bold')}  {_standing(document)}"
    for document in report.settled_documents:
        yield terminal.styled(
            f"{visible(document.path):{widest}}  done: {visible(document.status or '')}", "dim"
        )
    total = report.tally
    if not total.documents:
        yield f"No specs to be ready with in {counted(len(report.documents), 'document')}"
        return
    yield ""
    yield terminal.styled(
        f"{total.covered} of {counted(total.failures, 'possible failure')} covered, "
        f"{counted(total.asked + total.gaps, 'open question')}, in {counted(total.documents, 'spec')}",
        "bold",
    )


def _standing(document: Readiness) -> str:
    tally = document.tally
    return (
        f"why {tally.why}/{tally.stories}  who {tally.who}/{tally.stories}  "
        f"fails {tally.covered}/{tally.failures}  measured {'✓' if tally.measured else '✗'}  "
        f"{tally.asked + tally.gaps} open"
    )
