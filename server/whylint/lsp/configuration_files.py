"""What is wrong in configuration files, as diagnostics in them.

They are pushed to every client, for they concern files that nobody may have opened. While one is open its mistakes are
those of the text on the screen; what holds for documents is what was saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.lsp.addresses import path_of, uri_of
from whylint.lsp.diagnostics import SOURCE
from whylint.lsp.positions import write_span
from whylint.lsp.session import Document
from whylint.text.lines import content, split_lines
from whylint.text.position import Position, Span
from whylint.workspace.configuration import NAMES, parse_source
from whylint.workspace.folders import absolute
from whylint.workspace.reading import UnreadableError, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from whylint.lsp.wire import Json
    from whylint.text.encoding import Encoding
    from whylint.workspace.configuration import ConfigurationProblem

ERROR = 1
CODE = "configuration"


def is_configuration(uri: str) -> bool:
    """Tell whether a document is a configuration file, and no spec."""
    path = path_of(uri)
    return path is not None and path.name in NAMES


class ConfigurationFiles:
    """Tells the client what is wrong in configuration files, and when it no longer is."""

    def __init__(self, push: Callable[[Json], None]) -> None:
        self.documents: dict[str, Document] = {}
        self._push = push
        self._told: dict[str, list[Json]] = {}
        self._known: object = None

    def open(self, uri: str, version: int, text: str) -> None:
        """Take over a configuration file that somebody looks at."""
        self.documents[uri] = Document(uri, version, split_lines(text))

    def tell(self, saved: Iterable[ConfigurationProblem], encoding: Encoding) -> None:
        """Tell what is wrong in the files as they were read, and in those that are open as they are now."""
        saved = tuple(saved)
        known = (saved, [(uri, document.version) for uri, document in self.documents.items()])
        if known == self._known:
            return
        self._known = known
        found: dict[str, list[Json]] = {}
        by_path: dict[Path, list[ConfigurationProblem]] = {}
        for problem in saved:
            by_path.setdefault(absolute(problem.path), []).append(problem)
        for path, problems in by_path.items():
            if (uri := uri_of(str(path))) not in self.documents:
                found[uri] = _diagnostics(problems, _lines(path), encoding)
        for uri, document in self.documents.items():
            own = path_of(uri)
            if own is not None:
                problems = list(parse_source("".join(document.lines), own).problems)
                problems += (each for each in by_path.get(absolute(own), []) if each.outside)
                found[uri] = _diagnostics(problems, document.lines, encoding)
        for uri in {*self._told, *found}:
            items = found.get(uri, [])
            if items != self._told.get(uri, []):
                self._push({"uri": uri, "diagnostics": items})
        self._told = {uri: items for uri, items in found.items() if items}


def _lines(path: Path) -> Sequence[str]:
    try:
        return split_lines(read_text(path).removeprefix("\ufeff"))
    except UnreadableError:
        return [""]


def _diagnostics(
    problems: Iterable[ConfigurationProblem], lines: Sequence[str], encoding: Encoding
) -> list[Json]:
    return [
        {
            "range": write_span(lines, _within(lines, problem.span), encoding),
            "severity": ERROR,
            "code": CODE,
            "source": SOURCE,
            "message": problem.message,
        }
        for problem in problems
    ]


def _within(lines: Sequence[str], span: Span) -> Span:
    """Return a span, or the end of the text where that has become shorter meanwhile."""
    end = Position(len(lines) - 1, len(content(lines[-1])))
    return Span(min(span.start, end), min(span.end, end))
