"""The arguments of each command. Commands are imported when they run, so that ``whylint --version`` starts at once."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import TYPE_CHECKING

from whylint import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DESCRIPTION = """\
Whylint reads Markdown specs and asks what a product-minded engineer would ask before building:
why this, for whom, and what happens when it fails."""

EXAMPLES = """\
examples:
  whylint check                         every spec below this folder
  whylint check specs/ docs/checkout.md
  whylint check --format json specs/    as data, for CI and agents
  whylint inspect docs/checkout.md      what Whylint understood of a document
  whylint explain missing-error-state   what a rule asks, and why

exit codes: 0 nothing at or above the failing severity, 1 findings, 2 usage, configuration or unreadable input"""

SEVERITIES = ("error", "warning", "information", "hint")


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the parsed arguments; ``run`` is the command, which takes them and returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="whylint", description=DESCRIPTION, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"whylint {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _check(commands)
    _inspect(commands)

    explain = commands.add_parser("explain", help="explain a rule", description="Print a rule's page.")
    explain.add_argument("rule", metavar="RULE")
    _colour(explain)
    explain.set_defaults(run=_command("explain"))

    rules = commands.add_parser("rules", help="list the rules", description="List the rules with their default severities.")
    rules.add_argument("--format", choices=("text", "json"), default="text")
    rules.set_defaults(run=_command("rules"))

    server = commands.add_parser("server", help="run the language server", description="Run the language server over standard input and output.")
    server.add_argument("--stdio", action="store_true", help="accepted for editors that pass it; it is how the server talks anyway")
    server.set_defaults(run=_command("server"))
    return parser.parse_args(arguments)


def _check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser("check", help="ask the questions of specs", description="Report what specs leave open.")
    check.add_argument("paths", nargs="*", metavar="PATH", default=["."], help="files, folders, or - for standard input (default: this folder)")
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument("--select", action="append", metavar="RULES", help="run only these rules (comma-separated)")
    check.add_argument("--ignore", action="append", metavar="RULES", help="do not run these rules (comma-separated)")
    check.add_argument("--fail-on", choices=SEVERITIES, help="the least severity that makes the exit code 1 (default: warning)")
    check.add_argument("--all", action="store_true", help="show the folded findings too")
    _configuration(check)
    _colour(check)
    check.set_defaults(run=_command("check"))


def _inspect(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    inspect = commands.add_parser("inspect", help="show what was understood", description="Show what Whylint understood of documents.")
    inspect.add_argument("paths", nargs="+", metavar="FILE")
    inspect.add_argument("--format", choices=("text", "json"), default="text")
    inspect.add_argument("--stdin-filename", default="-", metavar="NAME", help="what to call standard input (-)")
    inspect.set_defaults(run=_command("inspect"))


def _configuration(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stdin-filename", default="-", metavar="NAME", help="what to call standard input (-)")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--config", metavar="FILE", help="use this configuration file for every document")
    group.add_argument("--no-config", action="store_true", help="use no configuration file")


def _colour(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: on a terminal, unless NO_COLOR is set")


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """Return the command of a name, which is imported only when it runs."""

    def run(arguments: argparse.Namespace) -> int:
        command: Callable[[argparse.Namespace], int] = import_module(f"whylint.cli.{name}").run
        return command(arguments)

    return run
