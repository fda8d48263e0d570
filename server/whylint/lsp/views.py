"""What an editor's own views show: the rules, and what is open in the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.readiness.open_questions import GAP, by_story, open_in
from whylint.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whylint.lsp.session import Snapshot
    from whylint.lsp.wire import Json
    from whylint.readiness.open_questions import Open

# Answers with the rules and their pages.
LIST_RULES = "whylint.rules"
# Answers with what is open in the documents that the editor has open, by document and story.
LIST_OPEN_QUESTIONS = "whylint.openQuestions"


def rules() -> list[Json]:
    """Return the rules, each with its page as Markdown."""
    return [{"name": rule.name, "summary": rule.summary, "page": rule.markdown()} for rule in RULES.values()]


def open_questions(snapshots: Iterable[Snapshot]) -> Json:
    """Return what is open, also of documents where nothing is: asked and not answered, or not asked yet.

    Lines and characters count from 0.
    """
    return {
        "documents": [
            {
                "uri": snapshot.uri,
                "title": snapshot.analysis.facts.title,
                "stories": [
                    {"title": story, "items": [_question(snapshot, each) for each in found]}
                    for story, found in by_story(open_in(snapshot.analysis, gaps=True))
                ],
            }
            for snapshot in snapshots
        ]
    }


def _question(snapshot: Snapshot, found: Open) -> Json:
    line = snapshot.analysis.lines[found.line]
    return {
        "kind": "gap" if found.kind == GAP else "question",
        "rule": found.rule or "",
        "text": found.text,
        "about": found.about,
        "line": found.line,
        "character": len(line) - len(line.lstrip(" \t")),
    }
