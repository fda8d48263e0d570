"""How the documents came to stand as they do: the same figures at past commits."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from whylint.cli.report_model import Moment
from whylint.cli.workers import Workers
from whylint.readiness.standing import Tally, readiness
from whylint.text.lines import split_lines
from whylint.workspace.among import analyse
from whylint.workspace.cache import Cache, key_of
from whylint.workspace.discovery import is_looked_for
from whylint.workspace.folders import absolute
from whylint.workspace.git import repository_of
from whylint.workspace.history import contents, versions
from whylint.workspace.reading import UnreadableError, decode

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
    from pathlib import Path

    from whylint.cli.documents import Documents
    from whylint.settings import Settings
    from whylint.workspace.neighbours import Around

KEPT_AS = "tally"  # tells these answers from the others in the cache


@dataclass(frozen=True, slots=True)
class _Count:
    """To count what there is in a document among those around it. Processes can pass it on."""

    path: Path
    text: str
    around: tuple[Around, ...]
    settings: Settings

    def __call__(self) -> Tally:
        analysis = analyse(self.path, split_lines(self.text), self.settings, self.around)
        return readiness(self.path.as_posix(), analysis).tally


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
    keys = [list(_start(counts, documents, _Then(version.contents, texts))) for version in past]
    tallies = counts.results()
    return [
        Moment(
            datetime.fromtimestamp(version.time, tz=UTC),
            version.subject,
            sum((tallies[key] for key in its_keys), Tally()),
        )
        for version, its_keys in zip(past, keys, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Then:
    """The texts of documents at a commit, None for what was no text: where neighbours are looked for too."""

    contents: Mapping[Path, str]
    texts: Mapping[str, str | None]

    def stamp(self, path: Path) -> Hashable:
        return self.contents.get(absolute(path))

    def text(self, path: Path) -> str | None:
        return self.texts[self.contents[absolute(path)]]


def _start(counts: _Counts, documents: Documents, then: _Then) -> Iterator[str]:
    """Have the documents at a commit counted, and yield what each is counted as."""
    neighbourhood = documents.neighbourhood(then)
    for path in then.contents:
        text = then.text(path)
        if text is not None:
            settings = documents.configuration(path).settings
            yield counts.start(_Count(path, text, neighbourhood.around(path, text), settings))


class _Counts:
    """Counts texts, each once, where it has not been done before."""

    def __init__(self, cache: Path | None) -> None:
        self._cache = Cache(cache) if cache is not None else None
        self._work: dict[str, _Count] = {}

    def start(self, count: _Count) -> str:
        """Take on a text, and return the key of what comes of it."""
        # Alone a document says the same wherever it stands.
        place = (count.path.as_posix(), count.around) if count.around else ()
        key = key_of(count.text, count.settings, KEPT_AS, *place)
        self._work[key] = count
        return key

    def results(self) -> dict[str, Tally]:
        """Return what was counted, by the keys."""
        found = {key: known for key in self._work if (known := self._known(key)) is not None}
        missed = [key for key in self._work if key not in found]
        with Workers() as workers:
            jobs = {key: workers.start(self._work[key], size=len(self._work[key].text)) for key in missed}
            found |= {key: job.result() for key, job in jobs.items()}
        if self._cache is not None:
            for key in missed:
                self._cache.put(key, asdict(found[key]))
            self._cache.trim(missed)
        return found

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
