"""What a name in a document speaks of, and what speaks of it, in the whole workspace.

A name means what its own document gives it to; failing that, what the nearest document does: one in the same folder, in
the folder around it, one that is linked to, and then the one that is the fewest folders away. Numbers that are no ids
("Requirements: 1.2", "User Story 1") mean something in their neighbourhood alone, for every spec has them.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from whylint.lsp.addresses import path_of
from whylint.spec.references import Anchor, may_mean, spoken, tokens
from whylint.workspace.names import Givers, NameIndex
from whylint.workspace.neighbours import MOST, mentioned

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from whylint.lsp.session import Page, Session, Snapshot
    from whylint.lsp.work import Work
    from whylint.spec.references import Mention, Name, Token

# Where more documents than these begin a line with a name, those far away are taken to give it without being read: in a
# workspace of specs each has an AC-1 of its own.
MOST_READ = 40
NEIGHBOURS = 2  # the rank of a document that is linked to, where the neighbourhood of the other ends


class Place(NamedTuple):
    """A place in a document that speaks of a name."""

    uri: str
    lines: Sequence[str]
    mention: Mention


class Names:
    """The names in the documents of a workspace, open or not. ``files``: finds its files."""

    def __init__(self, session: Session, files: Callable[[], Awaitable[Sequence[Path]]]) -> None:
        self._session = session
        self._files = files
        self._index = NameIndex()

    async def learn(self, work: Work, *besides: Path) -> dict[Path, Mapping[Token, bool]]:
        """Return what each file of the workspace may speak of, as it is on the screen; most of it is known already.

        besides: further files that are not below its folders, or ignored there.
        """
        files = (*await work.wait_for(self._files()), *besides)
        known: dict[Path, Mapping[Token, bool]] = {}
        for done, path in enumerate(files):
            await work.rest(done, len(files))
            opened = self._session.lines_at(path)
            known[path] = self._index.tokens(path) if opened is None else tokens("".join(opened))
        return known

    def stands(self, uri: str, lines: Sequence[str]) -> bool:
        """Tell whether a document that is open still has these lines; what is not open is taken to have them."""
        document = self._session.documents.get(uri)
        return document is None or list(lines) == document.lines

    async def named(
        self, snapshot: Snapshot, name: Anchor | Mention, work: Work
    ) -> list[tuple[Page, Anchor]]:
        """Return what a name in a document speaks of, each with its page: several where they are equally near."""
        if isinstance(name, Anchor):
            return [(snapshot.page, name)]
        if found := snapshot.references.named(name):
            return [(snapshot.page, anchor) for anchor in found]
        own = path_of(snapshot.uri)
        if own is None:
            return []
        linked = list(mentioned(own, "".join(snapshot.analysis.lines)))[:MOST]
        for path in (*self._session.around(own), *linked):
            await work.rest(0, 0)
            page = self._session.page_at(path)
            if page is not None and (found := page.references.named(name)):
                return [(page, anchor) for anchor in found]
        return await self._named_further_away(own, snapshot.analysis.facts.language, name, work)

    async def _named_further_away(
        self, own: Path, language: str, name: Mention, work: Work
    ) -> list[tuple[Page, Anchor]]:
        """Return what is named by an id in the documents that are the fewest folders away."""
        speaking = _speaking(await self.learn(work), {name.name}, language)
        steps = Givers([own]).steps
        giving = sorted((path for path, begins in speaking.items() if begins and path != own), key=steps)
        for _, paths in groupby(giving, key=steps):
            found: list[tuple[Page, Anchor]] = []
            for path in list(paths)[:MOST_READ]:
                await work.rest(0, 0)
                page = self._session.page_at(path)
                if page is not None:
                    found += ((page, anchor) for anchor in page.references.named(name) if anchor.is_id)
            if found:
                return found
        return []

    async def mentions(
        self, snapshot: Snapshot, found: Sequence[tuple[Page, Anchor]], work: Work
    ) -> list[Place]:
        """Return what speaks of names, as ``named`` gives them: where they are given first, then by distance."""
        anchors = [anchor for _, anchor in found]
        pages = {page.uri: page for page, _ in found}
        places = [
            Place(uri, page.lines, each)
            for uri, page in pages.items()
            for each in page.references.mentions(anchors)
        ]
        homes = [path for uri in pages if (path := path_of(uri)) is not None]
        if homes:
            names, language = {anchor.name for anchor in anchors}, snapshot.analysis.facts.language
            known = await self.learn(work, *self._session.around(homes[0]))
            speaking = _speaking(known, names, language)
            for home in homes:
                speaking.pop(home, None)
            search = _Search(self._session, homes, names, ids=all(anchor.is_id for anchor in anchors))
            for path, lines in (await search.among(speaking, work)).items():
                uri = self._session.uri_at(path)
                places += (Place(uri, lines, each) for each in spoken(lines, names, language))
        return places


class _Search:
    """A search for the documents that speak of names which those at ``homes`` give.

    ids: the names are ids, which mean something anywhere.
    """

    def __init__(
        self, session: Session, homes: Sequence[Path], names: Collection[Name], *, ids: bool
    ) -> None:
        self._session = session
        self._homes = Givers(homes)
        self._names = names
        self._ids = ids

    async def among(self, speaking: Mapping[Path, bool], work: Work) -> dict[Path, Sequence[str]]:
        """Return those among some that may do so, nearest first, with their lines; none that gives the names itself.

        speaking: tells of each whether a line begins with one of the names.
        """
        giving = await self._giving(speaking, work)
        others = Givers(giving)
        found: dict[Path, Sequence[str]] = {}
        for path in sorted(speaking.keys() - giving, key=lambda each: (self._homes.steps(each), each)):
            await work.rest(len(found), len(speaking))
            lines = self._session.text_at(path)
            linked = list(mentioned(path, "".join(lines)))[:MOST]
            rank = self._homes.rank(path, linked)
            if rank <= others.rank(path, linked) and (
                self._ids or (rank <= NEIGHBOURS and not self._gives(path))
            ):
                found[path] = lines
        return found

    async def _giving(self, speaking: Mapping[Path, bool], work: Work) -> set[Path]:
        """Return those among some that give the names themselves."""
        far = {path for path, begins in speaking.items() if begins and self._ids and not self._is_near(path)}
        giving = far if len(far) > MOST_READ else set()
        for done, path in enumerate(path for path in speaking if self._is_near(path) or path in far - giving):
            await work.rest(done, len(speaking))
            if self._gives(path):
                giving.add(path)
        return giving

    def _is_near(self, path: Path) -> bool:
        return self._homes.rank(path, ()) < NEIGHBOURS

    def _gives(self, path: Path) -> bool:
        page = self._session.page_at(path)
        return page is not None and page.references.gives(self._names)


def _speaking(
    known: Mapping[Path, Mapping[Token, bool]], names: Collection[Name], language: str
) -> dict[Path, bool]:
    """Return which documents may speak of names, and whether a line of theirs begins with one."""
    every = {token for each in known.values() for token in each}
    wanted = {token for token in every if may_mean(token, names, language)}
    found: dict[Path, bool] = {}
    for path, each in known.items():
        if not wanted.isdisjoint(each):
            found[path] = any(each.get(token, False) for token in wanted)
    return found
