"""``whylint explain``: print a rule's page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from whylint.cli.terminal import colour_wanted
from whylint.rules import RULES
from whylint.workspace.configuration import unknown_rule

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Print a rule's page, as Markdown where it is piped, and return the exit code."""
    rule = RULES.get(arguments.rule)
    if rule is None:
        print(f"whylint: {unknown_rule(arguments.rule)}", file=sys.stderr)
        return 2
    if not colour_wanted(arguments.color, sys.stdout):
        sys.stdout.write(rule.markdown())
        return 0
    from rich.console import Console  # noqa: PLC0415 - only where the page is rendered
    from rich.markdown import Markdown  # noqa: PLC0415 - as above

    Console(force_terminal=True).print(Markdown(rule.markdown()))
    return 0
