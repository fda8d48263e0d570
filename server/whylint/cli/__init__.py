"""The command line: one module a command, one a reporter."""

from __future__ import annotations

import sys

from whylint.cli.arguments import parse_arguments


def main() -> None:
    """Run the command that the arguments name, and exit with its code: 0 nothing to report, 1 findings, 2 an error."""
    arguments = parse_arguments(sys.argv[1:])
    try:
        sys.exit(arguments.run(arguments))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read the output has seen enough. Python must not try to flush the rest when it ends.
        sys.stdout = None  # type: ignore[assignment]  # that is how the interpreter is told not to flush
        sys.exit(141)
