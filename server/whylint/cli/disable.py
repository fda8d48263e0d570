"""``whylint disable``: leave a rule out of a project, in its configuration file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from whylint.rules import RULE_NAMES
from whylint.workspace.configuration import NAMES, Configurations
from whylint.workspace.folders import from_here
from whylint.workspace.ignoring import write_ignoring

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Add the rule to what the configuration ignores, say where, and return the exit code."""
    rule = arguments.rule
    if rule not in RULE_NAMES:
        from whylint.workspace.options import unknown_rule  # noqa: PLC0415 - only for who has mistyped one

        print(unknown_rule(rule), file=sys.stderr)
        return 2
    named = Path(arguments.config) if arguments.config else None
    configuration = Configurations(named).of(Path())
    path = from_here(named or configuration.path or Path(NAMES[0]))
    shown = path.as_posix()
    if rule in configuration.values.get("ignore", ()):
        print(f"{shown} leaves {rule} out already")
        return 0
    try:
        if write_ignoring(path, rule, configuration.extended_ignore):
            print(f"{shown} leaves {rule} out from now on")
            return 0
    except (OSError, UnicodeDecodeError) as error:
        print(
            f"{shown}: cannot be changed: {getattr(error, 'strerror', None) or 'not UTF-8'}", file=sys.stderr
        )
        return 2
    print(
        f"{shown}: cannot be changed without losing what it says: add {rule} to ignore by hand",
        file=sys.stderr,
    )
    return 2
