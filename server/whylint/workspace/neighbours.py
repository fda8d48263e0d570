"""The documents around a document: those that it links to, and those where tools put what it may leave open."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import unquote

from whylint.workspace.folders import absolute, upward
from whylint.workspace.reading import UnreadableError, read_text, too_large

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from whylint.conventions import Conventions
    from whylint.workspace.configuration import Configurations

MOST = 12  # documents that one may link to, and that are read for it; a page of links is no argument for a feature
# Whatever may be a link or a path to Markdown, on one line. That it is one, only a reading of the document tells.
# A path begins where its characters do, so that a run of a million of them is looked through once.
_PATH = r"[^\s<>()\[\]{}\"'`|,;*]"
MENTION = re.compile(
    rf"<([^<>\n]+\.(?:md|markdown|mdown)[^<>\n]*)>|(?<!{_PATH})({_PATH}+\.(?:md|markdown|mdown))\b",
    re.IGNORECASE,
)


class Convention(NamedTuple):
    """Where a tool puts the why of a document: ``candidates``, from its folder, in the order in which they count.

    names: of the files that it is about, or folders: of the folders that they stand in; empty for any.
    """

    names: frozenset[str]
    folders: frozenset[str]
    candidates: tuple[str, ...]


CONVENTIONS = (
    # Kiro, spec-kit and the changes of OpenSpec: one folder a feature.
    Convention(
        frozenset({"design.md", "tasks.md", "plan.md"}),
        frozenset(),
        ("requirements.md", "bugfix.md", "spec.md", "proposal.md"),
    ),
    Convention(frozenset(), frozenset({"contracts", "checklists"}), ("../spec.md",)),
    # BMAD: stories and epics beside the requirements document, which may be in pieces.
    Convention(
        frozenset(),
        frozenset({"stories", "epics"}),
        ("../prd.md", "../prd/index.md", "../prd/goals-and-background-context.md", "../epics.md"),
    ),
    Convention(frozenset(), frozenset({"prd"}), ("goals-and-background-context.md", "index.md", "../prd.md")),
)
# A change of OpenSpec: changes/NAME/specs/CAPABILITY/spec.md, with the proposal above.
CHANGES, SPECS, PROPOSAL = "changes", "specs", "proposal.md"


class Texts(Protocol):
    """Where the text of documents comes from."""

    def stamp(self, path: Path) -> Hashable:
        """Return what is another value when the text of a file is another, None where there is no such file."""

    def text(self, path: Path) -> str | None:
        """Return the text of a file, None where it cannot be read."""


class Files:
    """Texts as they are saved."""

    def stamp(self, path: Path) -> Hashable:
        """Return the time and the size of a file."""
        try:
            found = path.stat()
        except (OSError, ValueError):
            return None
        return found.st_mtime_ns, found.st_size

    def text(self, path: Path) -> str | None:
        """Return the text of a file, None where it cannot be read."""
        try:
            return read_text(path)
        except UnreadableError:
            return None


@dataclass(frozen=True, slots=True)
class Around:
    """A document that another one may have for a neighbour.

    path: relative where the other's is, with forward slashes; conventions: how it is to be read.
    """

    path: str
    text: str
    conventions: Conventions


class Neighbourhood:
    """Finds the documents around documents; each is read once until its text is another."""

    def __init__(self, configurations: Configurations, texts: Texts | None = None) -> None:
        self._configurations = configurations
        self._texts: Texts = texts or Files()
        self._read: dict[Path, tuple[Hashable, Around | None]] = {}

    def around(self, path: Path, text: str) -> tuple[Around, ...]:
        """Return what is there of the documents that the one at ``path``, with this text, may have for neighbours."""
        found = (self._around(each) for each in candidates(path, text))
        return tuple(each for each in found if each is not None)

    def forget(self) -> None:
        """Read all anew when they are needed next."""
        self._read.clear()

    def _around(self, path: Path) -> Around | None:
        stamp = self._texts.stamp(path)
        if stamp is None:
            return None
        known = self._read.get(path)
        if known is None or known[0] != stamp:
            known = self._read[path] = (stamp, self._at(path))
        return known[1]

    def _at(self, path: Path) -> Around | None:
        configuration = self._configurations.for_file(path)
        text = self._texts.text(path)
        if text is None or too_large(text, configuration):
            return None
        return Around(path.as_posix(), text, configuration.settings.conventions)


def candidates(path: Path, text: str) -> list[Path]:
    """Return where neighbours of the document at ``path``, with this text, may be, whether there is a file or not."""
    own = Path(os.path.normpath(path))
    by_custom = [each for each in conventional(path) if each != own]
    linked = [each for each in mentioned(path, text) if each != own and each not in by_custom]
    return [*linked[:MOST], *by_custom]


def mentioned(path: Path, text: str) -> Iterator[Path]:
    """Yield the Markdown files that the text of a document may link to or name, each once.

    What lies above the repository differs from one machine to the next, and is left out.
    """
    lines = (line for line in text.split("\n") if ".m" in line or ".M" in line)
    found = (found for line in lines for found in MENTION.finditer(line))
    targets = dict.fromkeys(unescape(each[1] or each[2]) for each in found)
    root = upward(path.parent)[-1] if targets else None
    for target in targets:
        place = resolved(path, target)
        if place is not None and root is not None and absolute(place).is_relative_to(root):
            yield place


def resolved(path: Path, target: str) -> Path | None:
    """Return the file that an address in the document at ``path`` leads to; None where it leads to none."""
    address = re.split(r"[#?]", target)[0]
    if not address or "://" in address or "\0" in unquote(address):
        return None
    return Path(os.path.normpath(path.parent / unquote(address)))


def conventional(path: Path) -> Iterator[Path]:
    """Yield where the tools that write such a document put its problem, whether there is such a file or not."""
    here = absolute(path)
    folders = here.parent.parts
    for convention in CONVENTIONS:
        if (not convention.names or here.name.lower() in convention.names) and (
            not convention.folders or folders[-1].lower() in convention.folders
        ):
            for candidate in convention.candidates:
                yield Path(os.path.normpath(path.parent / candidate))
    if SPECS in folders[2:]:
        at = len(folders) - 1 - folders[::-1].index(SPECS)
        if folders[at - 2] == CHANGES:
            up = [".."] * (len(folders) - at)
            yield Path(os.path.normpath(path.parent.joinpath(*up, PROPOSAL)))
