"""The command line: one module a command, one a reporter."""

from __future__ import annotations

import gc
import io
import os
import sys

from whylint.cli.arguments import parse_arguments

INTERRUPTED = 130
BROKEN_PIPE = 141


def main() -> None:
    """Run the command that the arguments name, and exit with its code.

    It is 0 where there is nothing to report, 1 for findings, 2 for an error. Ctrl+C and a reader that leaves
    early end the command quietly, with the codes that shells give them.
    """
    # What a command loads stays until it ends; only what reads many documents leaves garbage, and looks after it.
    gc.disable()
    _write_any_character()
    try:
        arguments = parse_arguments(sys.argv[1:])
        code = arguments.run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = BROKEN_PIPE
        # Python flushes standard output once more when it ends, and would complain about the pipe again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _write_any_character() -> None:
    """Let the standard streams take every character, in UTF-8 or as an escape where a terminal has none.

    Half a surrogate pair, from a file name that is no UTF-8, comes out as an escape that JSON has too.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
