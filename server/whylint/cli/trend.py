"""How the documents came to stand as they do: the same figures at past commits."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from whylint.cli.report_model import Moment
from whylint.cli.workers import Workers
from whylint.engine import analyse
from whylint.readiness.standing import Tally, readiness
from whylint.text.lines import split_lines
from whylint.workspace.cache import Cache, key_of
from whylint.workspace.discovery import is_looked_for
from whylint.workspace.folders import absolute
from whylint.workspace.git import repository_of
from whylint.workspace.history import contents, versions
from whylint.workspace.reading import UnreadableError, decode

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from whylint.cli.documents import Documents
    from whylint.settings import Settings

KEPT_AS = "tally"  # tells these answers from the others in the cache


@dataclass(frozen=True, slots=True)
class _Count:
    """To count what there is in a text. Processes can pass it on."""

    text: str
    settings: Settings

    def __call__(self) -> Tally:
        return readiness("", analyse(split_lines(self.text), self.settings)).tally


def trend(
    documents: Documents, paths: Sequence[Path], found: Collection[Path], most: int, cache: Path | None
) -> list[Moment]:
    """Return how the documents below some paths stood at commits, at most so many, earliest first.

    found: the documents that are read today, by their absolute paths; one that is there and is not read does not count
    for the past either. cache: the folder of known answers, None for none. Raises GitError.
    """

    def wanted(path: Path) -> bool:
        if path in found or path.exists():
            return path in found
        folder = next((each for each in folders if path.is_relative_to(each) and path != each), None)
        return folder is not None and is_looked_for(path, folder, documents.configuration(path))

    folders = [absolute(path) for path in paths]
    repository = repository_of(folders[0] / "any")
    past = versions(repository, folders, wanted, most)
    ids = {content for version in past for content in version.contents.values()}
    texts = {content: _text(data) for content, data in contents(repository, sorted(ids))}
    counts = _Counts(cache)
    for content, path in dict.fromkeys(
        (content, path) for each in past for path, content in each.contents.items()
    ):
        if (text := texts[content]) is not None:
            counts.start((content, path), _Count(text, documents.configuration(path).settings))
    tallies = counts.results()
    return [
        Moment(
            datetime.fromtimestamp(version.time, tz=UTC),
            version.subject,
            sum(
                (
                    tallies[content, path]
                    for path, content in version.contents.items()
                    if texts[content] is not None
                ),
                Tally(),
            ),
        )
        for version in past
    ]


class _Counts:
    """Counts texts, each once, where it has not been done before."""

    def __init__(self, cache: Path | None) -> None:
        self._cache = Cache(cache) if cache is not None else None
        self._keys: dict[tuple[str, Path], str] = {}
        self._work: dict[str, _Count] = {}

    def start(self, name: tuple[str, Path], count: _Count) -> None:
        """Take on a text."""
        self._keys[name] = key_of(count.text, count.settings, KEPT_AS)
        self._work[self._keys[name]] = count

    def results(self) -> dict[tuple[str, Path], Tally]:
        """Return what was counted."""
        found = {key: known for key in self._work if (known := self._known(key)) is not None}
        missed = [key for key in self._work if key not in found]
        with Workers() as workers:
            jobs = {key: workers.start(self._work[key], size=len(self._work[key].text)) for key in missed}
            found |= {key: job.result() for key, job in jobs.items()}
        if self._cache is not None:
            for key in missed:
                self._cache.put(key, asdict(found[key]))
            self._cache.trim(missed)
        return {name: found[key] for name, key in self._keys.items()}

    def _known(self, key: str) -> Tally | None:
        try:
            return Tally(**self._cache.get(key)) if self._cache is not None else None
        except TypeError:
            return None  # not there, or of another make


def _text(data: bytes) -> str | None:
    """Return the text of a document, None where its bytes are none."""
    try:
        return decode(data, "")
    except UnreadableError:
        return None
