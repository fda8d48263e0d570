"""The files that documents say something is covered in: whether they are there, and what stands in them."""

from __future__ import annotations

import os
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from whylint.text.lines import split_lines
from whylint.workspace.discovery import SUFFIXES
from whylint.workspace.folders import absolute, upward
from whylint.workspace.neighbours import Files, resolved

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from whylint.spec.cover import Destination
    from whylint.workspace.neighbours import Texts

MARKER = "whylint-covered-by"
MOST_CHARACTERS = 400_000  # of a file that is read for its headings and names
MOST_ENTRIES = 400  # of folders that are looked through for a file that may be meant
ALIKE = 0.75  # how much of a file's name is the same in one that is offered for it


class Destinations:
    """Finds what documents refer to; each file is read once until its text is another."""

    def __init__(self, texts: Texts | None = None) -> None:
        self._texts: Texts = texts or Files()
        self._read: dict[Path, tuple[Hashable, Destination]] = {}

    def of(self, path: Path, text: str) -> tuple[Destination, ...]:
        """Return what is found at the addresses that the document at ``path``, with this text, refers to.

        What lies outside the repository differs from one machine to the next, and is left out.
        """
        if MARKER not in text:
            return ()
        from whylint.spec.cover import addresses  # noqa: PLC0415 - few documents refer to anything

        found = (self._at(path, address) for address in dict.fromkeys(addresses(split_lines(text))))
        return tuple(each for each in found if each is not None)

    def forget(self) -> None:
        """Read all anew when they are needed next."""
        self._read.clear()

    def _at(self, path: Path, address: str) -> Destination | None:
        from whylint.spec.cover import Destination  # noqa: PLC0415 - few documents refer to anything

        root = upward(path.parent)[-1]
        # Web pages of a repository take "/docs/errors.md" from its root.
        place = root / address.lstrip("/") if address.startswith("/") else resolved(path, address)
        if place is None or not absolute(place).is_relative_to(root):
            return None
        stamp = self._texts.stamp(place)
        if stamp is None:
            return Destination(address, there=False, near=_near(path, place))
        known = self._read.get(place)
        if known is None or known[0] != stamp:
            known = self._read[place] = (stamp, self._seen(place))
        return replace(known[1], address=address)

    def _seen(self, place: Path) -> Destination:
        from whylint import engine  # noqa: PLC0415 - as above
        from whylint.spec.cover import Destination  # noqa: PLC0415 - as above

        text = self._texts.text(place) if place.suffix.lower() in SUFFIXES and place.is_file() else None
        if text is None or len(text) > MOST_CHARACTERS:
            return Destination("", there=True)
        return engine.destination("", split_lines(text))


def _near(path: Path, place: Path) -> str:
    """Return the address of the file that may be meant by one that is not there, from the document at ``path``."""
    files = list(_around(path, place))
    moved = [each for each in files if each.name == place.name]
    if len(moved) != 1:
        beside = {each.name: each for each in files if each.parent == absolute(place.parent)}
        moved = [beside[name] for name in get_close_matches(place.name, beside, 1, ALIKE)]
    return os.path.relpath(moved[0], absolute(path.parent)).replace(os.sep, "/") if moved else ""


def _around(path: Path, place: Path) -> Iterator[Path]:
    """Yield the files in the folder of a document, in the one around it, in those below, and beside a place."""
    here = absolute(path.parent)
    folders = [here, here.parent, absolute(place.parent)]
    for folder in dict.fromkeys(folders):
        yield from (Path(each.path) for each in _entries(folder) if each.is_file())
    inner = [Path(each.path) for folder in (here, here.parent) for each in _entries(folder) if each.is_dir()]
    for folder in dict.fromkeys(each for each in inner if each not in folders):
        yield from (Path(each.path) for each in _entries(folder) if each.is_file())


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda each: each.name)[:MOST_ENTRIES]
    except OSError:
        return []
