"""``whylint inspect``: show what was understood of documents."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from whylint.cli.documents import Problems, documents
from whylint.cli.outline import outline
from whylint.cli.report_json import write_json
from whylint.engine import analyse
from whylint.spec.model import Element

if TYPE_CHECKING:
    import argparse

    from whylint.spec.model import Criterion, Group, Passage, Spec


def run(arguments: argparse.Namespace) -> int:
    """Show documents as they were understood, and return the exit code."""
    problems = Problems()
    inspected = []
    for document in documents(arguments.paths, problems, stdin_name=arguments.stdin_filename):
        spec = analyse(document.lines).spec
        if arguments.format == "json":
            inspected.append(as_data(document.name, spec))
        else:
            print(f"{document.name}\n{outline(spec)}\n")
    if arguments.format == "json":
        write_json(inspected, sys.stdout)
    return 2 if problems.any else 0


def as_data(path: str, spec: Spec) -> dict[str, Any]:
    """Return a document as the contract of ``inspect --format json`` has it; lines are one-based, ends inclusive."""
    return {
        "path": path,
        "is_spec": spec.is_spec,
        "kind": spec.kind.value,
        "language": spec.language,
        "status": spec.status,
        "elements": {
            element.value: [{"start_line": p.line + 1, "end_line": p.end_line} for p in spec.elements.get(element, ())]
            for element in Element
        },
        "groups": [_group(path, group) for group in spec.groups],
        "vague_errors": [passage.line + 1 for passage in spec.vague_failures],
        "questions": [
            {"line": question.passage.line + 1, "rule": question.rule, "answered": question.answered} for question in spec.questions
        ],
    }


def _group(path: str, group: Group) -> dict[str, Any]:
    return {
        "start_line": group.start_line + 1,
        "end_line": group.end_line,
        "label": group.label,
        "format": group.format.value,
        "user_problem_stated": group.problem.stated is not None,
        "user_problem_at": _at(path, group.problem.stated),
        "criteria": [_criterion(path, criterion) for criterion in group.criteria],
    }


def _criterion(path: str, criterion: Criterion) -> dict[str, Any]:
    promise, coverage = criterion.promise, criterion.coverage
    return {
        "line": criterion.line + 1,
        "end_line": criterion.end_line,
        "id": criterion.id,
        "text": criterion.text,
        "error_relevant": promise is not None,
        "error_stated": None if promise is None else coverage is not None,
        "operation": promise.operation if promise else None,
        "error_at": _at(path, coverage.passage) if coverage else None,
        "vague_wording": bool(criterion.vague_words),
    }


def _at(path: str, passage: Passage | None) -> dict[str, Any] | None:
    return None if passage is None else {"path": path, "line": passage.line + 1}
