"""Baseline files: where they are, how they are read and written, and whose findings they hold.

A baseline is a file of lines, and each line but the first is a finding as JSON: readable in a review, in an order
that edits elsewhere do not change, and without commas or brackets between the lines that a merge could break.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from whylint.baseline.identity import Identity
from whylint.baseline.known import Known
from whylint.workspace.folders import absolute, from_here, upward

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whylint.workspace.configuration import Configuration

NAME = ".whylint-baseline.jsonl"
VERSION = 1
HEADER = {
    "whylint-baseline": VERSION,
    "about": "Findings that whylint leaves alone. “whylint baseline” makes this file anew, "
    "“whylint baseline --prune” takes out what has been answered.",
}
FIELDS = ("path", "rule", "words", "within", "operation", "fingerprint")
CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a baseline file says.

    path: the file; frozen: the findings of each document, by its path from the file's folder, with slashes;
    problems: what is wrong in the file, each in one line.
    """

    path: Path
    frozen: Mapping[str, tuple[Identity, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def name_of(self, document: Path) -> str:
        """Return what a document is called in the file."""
        return Path(os.path.relpath(absolute(document), absolute(self.path).parent)).as_posix()

    def gone(self) -> dict[str, tuple[Identity, ...]]:
        """Return what is frozen of documents that are no more."""
        folder = self.path.parent
        return {name: frozen for name, frozen in self.frozen.items() if not (folder / name).exists()}


class Baselines:
    """The baseline that holds for each document; each file is read once, until ``forget``."""

    def __init__(self, fixed: Path | None = None, *, enabled: bool = True) -> None:
        """Look files up, or use the file ``fixed`` for every document, or where not ``enabled`` no file at all."""
        self._fixed = fixed
        self._enabled = enabled
        self._by_folder: dict[Path, Path | None] = {}
        self._by_file: dict[Path, tuple[Baseline, tuple[tuple[Identity, ...], ...]]] = {}

    def known(self, document: Path, configuration: Configuration) -> Known:
        """Return which findings of a document are frozen."""
        path = self.file(document, configuration) if self._enabled else None
        if path is None:
            return Known()
        baseline, gone = self._read(path)
        return Known(baseline.frozen.get(baseline.name_of(document), ()), gone)

    def file(self, document: Path, configuration: Configuration) -> Path | None:
        """Return the baseline that holds for a document, None where there is none.

        It is the one that an option names, or its configuration does, or else the one in the nearest folder, from
        the document's own upward.
        """
        if self._fixed is not None:
            return self._fixed
        if configuration.baseline is not None:
            return from_here(configuration.baseline)
        folder = document.parent
        if folder not in self._by_folder:
            there = (from_here(each / NAME) for each in upward(folder) if (each / NAME).is_file())
            self._by_folder[folder] = next(there, None)
        return self._by_folder[folder]

    def file_to_write(self, document: Path, configuration: Configuration) -> Path:
        """Return the baseline to freeze a document's findings in: the one that holds for it, or a new one.

        A new one goes next to the configuration, or else into the current folder, or where the document does not
        lie below that, into the outermost folder of its repository.
        """
        if found := self.file(document, configuration):
            return found
        if configuration.path is not None:
            return from_here(absolute(configuration.path).parent / NAME)
        folders = upward(document.parent)
        if Path.cwd() in folders:
            return Path(NAME)
        return from_here(folders[-1] if (folders[-1] / ".git").exists() else folders[0]) / NAME

    def problems(self) -> tuple[str, ...]:
        """Return what is wrong in the files read so far, each problem in one line."""
        return tuple(problem for baseline, _ in self._by_file.values() for problem in baseline.problems)

    def forget(self) -> None:
        """Read all files anew when they are needed next."""
        self._by_folder.clear()
        self._by_file.clear()

    def _read(self, path: Path) -> tuple[Baseline, tuple[tuple[Identity, ...], ...]]:
        if path not in self._by_file:
            baseline = read_baseline(path)
            self._by_file[path] = baseline, tuple(baseline.gone().values())
        return self._by_file[path]


def read_baseline(path: Path) -> Baseline:
    """Return what a baseline file says, and what is wrong in it; the lines that can be read hold."""
    name = path.as_posix()
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return Baseline(path, problems=(f"{name}: cannot be read: {error.strerror}; check the path",))
    except UnicodeDecodeError:
        return Baseline(path, problems=(f"{name}: not UTF-8; make it anew with “whylint baseline”",))
    frozen: dict[str, dict[str, Identity]] = {}
    problems = []
    for number, line in enumerate(source.splitlines(), start=1):
        try:
            data = json.loads(line) if line.strip() else HEADER
            if "whylint-baseline" not in data:
                document, rule, words, within, operation, fingerprint = (
                    _string(data[field]) for field in FIELDS
                )
                # Two branches may have frozen the same finding: what a merge leaves twice counts once.
                frozen.setdefault(document, {})[fingerprint] = Identity(rule, operation, words, within)
            elif data["whylint-baseline"] != VERSION:
                newer = "made by another version of whylint; update whylint, or run “whylint baseline” again"
                return Baseline(path, problems=(f"{name}:{number}:1: {newer}",))
        except (ValueError, KeyError, TypeError, RecursionError):
            remedy = "resolve the merge" if line.startswith(CONFLICT) else "take the line out"
            problems.append(
                f"{name}:{number}:1: no finding of a baseline; {remedy}, or run “whylint baseline” again"
            )
    documents = {document: tuple(each.values()) for document, each in frozen.items()}
    return Baseline(path, documents, tuple(problems))


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def write_baseline(path: Path, frozen: Mapping[str, Iterable[Identity]]) -> None:
    """Write the findings of documents, in an order that is the same however the documents were edited.

    Raises OSError where the file cannot be written.
    """
    entries = sorted(
        (name, identity.rule, identity.words, identity.within, identity.operation, identity.fingerprint)
        for name, found in frozen.items()
        for identity in found
    )
    lines = [HEADER, *(dict(zip(FIELDS, entry, strict=True)) for entry in entries)]
    from whylint.workspace.writing import write_text  # noqa: PLC0415 - every check reads these files, and few write

    write_text(path, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
