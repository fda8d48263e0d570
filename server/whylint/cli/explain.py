"""``whylint explain``: say what a rule asks, and why."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from whylint.cli.terminal import Terminal
from whylint.rules import RULES
from whylint.workspace.options import unknown_rule

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Print a rule's page, rendered on a terminal and as Markdown elsewhere, and return the exit code."""
    rule = RULES.get(arguments.rule)
    if rule is None:
        print(unknown_rule(arguments.rule), file=sys.stderr)
        return 2
    terminal = Terminal(sys.stdout, arguments.color)
    terminal.line(
        _rendered(rule.markdown(), terminal.width) if terminal.colour else rule.markdown().rstrip("\n")
    )
    return 0


def _rendered(markdown: str, width: int) -> str:
    from rich.console import Console  # noqa: PLC0415 - 30 ms that only a terminal needs
    from rich.markdown import Markdown  # noqa: PLC0415 - as above

    console = Console(force_terminal=True, width=width)
    with console.capture() as captured:
        console.print(Markdown(markdown))
    return captured.get().rstrip("\n")
