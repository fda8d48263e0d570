"""``whylint check --ask``: write the questions of all findings into their documents, once somebody has agreed."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from whylint.cli.counted import counted
from whylint.cli.excerpt import visible
from whylint.cli.terminal import Terminal
from whylint.exits import ask_all
from whylint.questions.wording import asks
from whylint.text.edits import apply_edits
from whylint.text.lines import content, split_lines, terminator
from whylint.workspace.reading import UnreadableError, read_text
from whylint.workspace.writing import write_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator

    from whylint.cli.documents import Document, Problems
    from whylint.settings import Settings

STYLES = {"+": "bold green", "-": "bold red", "@": "bold cyan"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A document, as it is and with its questions; ``count``: how many they are."""

    path: str
    before: str
    after: str
    count: int


def ask(
    arguments: argparse.Namespace,
    problems: Problems,
    documents: Iterable[Document],
    settings_of: Callable[[Document], Settings],
) -> int:
    """Show what would be written, write it where somebody agrees, and return the exit code.

    It is 0 where there is nothing to ask or all was written, and 1 where nobody has agreed.
    """
    if "-" in arguments.paths or arguments.format != "text":
        problems.report("--ask writes into files and shows the difference: leave - and --format out")
        return 2
    terminal = Terminal(sys.stdout, arguments.color)
    proposals = list(_proposals(documents, settings_of))
    for proposal in proposals:
        _show(proposal, terminal)
    if not proposals:
        terminal.line("Nothing to ask")
        return 0
    questions = counted(sum(proposal.count for proposal in proposals), "question")
    into = f"{questions} into {counted(len(proposals), 'document')}"
    if not (arguments.yes or _agrees(into)):
        print(f"Nothing written: say --yes to write {into}", file=sys.stderr)
        return 1
    for proposal in proposals:
        _write(proposal, problems)
    return 0


def _proposals(
    documents: Iterable[Document], settings_of: Callable[[Document], Settings]
) -> Iterator[Proposal]:
    """Yield the documents that have something to be asked; of work that is done nobody is asked."""
    for document in documents:
        analysis = document.analyse(settings_of(document))
        fix = None if analysis.facts.settled else ask_all(analysis, analysis.findings)
        if fix is not None:
            count = sum(asks(finding.rule) for finding in analysis.findings)
            yield Proposal(document.path, document.text, apply_edits(document.text, fix.edits), count)


def _show(proposal: Proposal, terminal: Terminal) -> None:
    """Write the difference, elsewhere than on a terminal as a patch that git and patch can apply."""
    before, after = split_lines(proposal.before), split_lines(proposal.after)
    names = f"a/{proposal.path}", f"b/{proposal.path}"
    for line in unified_diff([*filter(None, before)], [*filter(None, after)], *names):
        if sys.stdout.isatty():
            terminal.line(terminal.styled(visible(content(line)), STYLES.get(line[0], "")))
        else:
            missing = "" if terminator(line) else "\n\\ No newline at end of file"
            terminal.line(terminal.styled(line.removesuffix("\n"), STYLES.get(line[0], "")) + missing)


def _agrees(into: str) -> bool:
    """Ask on a terminal whether to write; elsewhere nobody can agree."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    print(f"\nWrite {into}? [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _write(proposal: Proposal, problems: Problems) -> None:
    path = Path(proposal.path)
    try:
        if read_text(path) != proposal.before:
            problems.report(
                f"{proposal.path}: has changed since it was read; nothing written, run this again"
            )
            return
        write_text(path, proposal.after)
    except UnreadableError as error:
        problems.report(error)
    except OSError as error:
        problems.report(
            f"{proposal.path}: cannot be written: {error.strerror}; make it writable, or leave it out"
        )
    else:
        print(f"{proposal.path}: {counted(proposal.count, 'question')} written")
