"""``whylint rules``: list the rules."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from whylint.cli.report_json import write_json
from whylint.rules import RULES

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """List the rules with their default severities, and return the exit code."""
    if arguments.format == "json":
        write_json(
            [{"name": r.name, "severity": r.severity.value, "summary": r.summary, "help": r.help_url} for r in RULES.values()], sys.stdout
        )
        return 0
    widest = max(map(len, RULES))
    for rule in RULES.values():
        print(f"{rule.name:{widest}}  {rule.severity.value:11}  {rule.summary}")
    return 0
