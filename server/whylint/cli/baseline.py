"""``whylint baseline``: freeze today's findings, so that only new ones are told from now on."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from whylint.baseline.identity import Identity, identities
from whylint.baseline.known import Known
from whylint.cli.counted import counted
from whylint.cli.documents import STANDARD_INPUT, Documents, Problems
from whylint.cli.each import of_each
from whylint.workspace.baselines import Baseline, Baselines, read_baseline, write_baseline
from whylint.workspace.folders import absolute

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from whylint.cli.documents import Document


@dataclass(slots=True)
class _Change:
    """What becomes of one baseline file.

    still: the frozen findings that there still are, by document, as they read now; new, stale: those that came and
    those that are none any more; gone: what was frozen of documents that are no more, and renamed: the names of those
    among them that have another one now.
    """

    baseline: Baseline
    still: dict[str, list[Identity]] = field(default_factory=dict)
    new: dict[str, list[Identity]] = field(default_factory=dict)
    stale: dict[str, list[Identity]] = field(default_factory=dict)
    renamed: set[str] = field(default_factory=set)
    gone: dict[str, tuple[Identity, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.gone = self.baseline.gone()

    def follow(self, document: Document, found: list[Identity]) -> None:
        """Compare a document's findings with those that were frozen."""
        name = self.baseline.name_of(Path(document.path))
        known = Known(self.baseline.frozen.get(name, ()), tuple(self.gone.values()))
        before = known.own(found)
        pairs = known.pairs(found)
        paired = {id(frozen) for frozen in pairs.values()}
        self.renamed |= {old for old, frozen in self.gone.items() if frozen is before}
        self.still[name] = [found[number] for number in pairs]
        self.new[name] = [identity for number, identity in enumerate(found) if number not in pairs]
        self.stale[name] = [frozen for frozen in before if id(frozen) not in paired]

    def leave_out_the_gone(self, paths: Iterable[str]) -> None:
        """Take what was frozen of documents that are no more, below the folders that were named, for stale."""
        folders = [absolute(Path(path)) for path in paths]
        here = absolute(self.baseline.path).parent
        for name, frozen in self.gone.items():
            if any(absolute(here / name).is_relative_to(folder) for folder in folders):
                self.still[name], self.stale[name] = [], [] if name in self.renamed else list(frozen)

    def frozen(self, *, new: bool) -> dict[str, list[Identity]]:
        """Return what the file is to say: what nobody looked at stays as it is."""
        kept = {name: list(each) for name, each in self.baseline.frozen.items() if name not in self.still}
        return kept | {
            name: [*each, *(self.new.get(name, []) if new else ())] for name, each in self.still.items()
        }


@dataclass(frozen=True, slots=True)
class _Reading:
    """To find out what a document's findings are known by. Processes can pass it on."""

    document: Document

    def __call__(self) -> list[Identity]:
        read = self.document.analyse()
        # Nobody is to be asked about work that is done, so that there is nothing to freeze.
        return [] if read.facts.settled else identities(read.findings, read.spec, read.lines)


def run(arguments: argparse.Namespace) -> int:
    """Freeze findings, take out stale ones or name them, and return the exit code."""
    problems = Problems()
    paths = [path for path in arguments.paths if path != STANDARD_INPUT]
    if len(paths) < len(arguments.paths):
        problems.report("-: standard input has no findings to freeze; name files or folders")
        return problems.exit_code(0)
    baselines = Baselines(Path(arguments.baseline) if arguments.baseline else None)
    changes: dict[Path, _Change] = {}
    for document, found in of_each(Documents(arguments, problems), _Reading):
        path = baselines.file_to_write(Path(document.path), document.configuration)
        if absolute(path) not in changes:
            changes[absolute(path)] = _Change(read_baseline(path) if path.exists() else Baseline(path))
        changes[absolute(path)].follow(document, found)
    stale = 0
    for change in changes.values():
        change.leave_out_the_gone(paths)
        stale += sum(map(len, change.stale.values()))
        for problem in change.baseline.problems if arguments.check else ():
            problems.report(problem)
        if arguments.check:
            _name_stale(change)
        else:
            _write(change, problems, new=not arguments.prune)
    return problems.exit_code(int(arguments.check and stale > 0))


def _name_stale(change: _Change) -> None:
    path = change.baseline.path.as_posix()
    stale = {name: found for name, found in sorted(change.stale.items()) if found}
    for name, found in stale.items():
        for identity in found:
            print(f"{name}: “{identity.words}” [{identity.rule}]")
    number = sum(map(len, stale.values()))
    if number:
        print(
            f"{path}: {counted(number, 'finding')} no longer there; take them out with: whylint baseline --prune"
        )
    else:
        print(f"{path}: every finding in it is still there")


def _write(change: _Change, problems: Problems, *, new: bool) -> None:
    path, frozen = change.baseline.path, change.frozen(new=new)
    try:
        write_baseline(path, frozen)
    except OSError as error:
        problems.report(f"{path.as_posix()}: cannot be written: {error.strerror}; check its permissions")
        return
    number = sum(map(len, frozen.values()))
    documents_with_some = sum(1 for found in frozen.values() if found)
    added = sum(map(len, change.new.values())) if new else 0
    stale = sum(map(len, change.stale.values()))
    print(
        f"{path.as_posix()}: {counted(number, 'finding')} in {counted(documents_with_some, 'document')}, "
        f"{added} new, {stale} taken out"
    )
