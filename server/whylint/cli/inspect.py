"""``whylint inspect``: show what was understood of documents, and so why something was asked, or was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whylint.cli.as_json import at, lines, print_json
from whylint.cli.documents import Documents, Problems
from whylint.cli.outline import outline
from whylint.conventions import language_code
from whylint.spec.explain import why
from whylint.spec.model import Element

if TYPE_CHECKING:
    import argparse

    from whylint.spec.model import Criterion, Group, Spec


def run(arguments: argparse.Namespace) -> int:
    """Show documents as they were understood, and return the exit code."""
    problems = Problems()
    read = ((document.path, document.analyse().spec) for document in Documents(arguments, problems))
    if arguments.why is not None:
        for path, spec in read:
            print(f"{path}:{why(spec, arguments.why - 1)}")
    elif arguments.format == "json":
        print_json([as_data(path, spec) for path, spec in read])
    else:
        for number, (path, spec) in enumerate(read):
            print("\n" * (number > 0) + f"{path}: {outline(spec)}")
    return problems.exit_code(0)


def as_data(path: str, spec: Spec) -> dict[str, Any]:
    """Return what was understood of a document, with one-based lines, ends inclusive."""
    return {
        "path": path,
        "is_spec": spec.is_spec,
        "kind": spec.kind,
        "language": language_code(spec.language),
        "status": spec.status,
        "elements": {
            element: [lines(passage) for passage in spec.elements.get(element, ())] for element in Element
        },
        "groups": [_group(path, group) for group in spec.groups],
        "vague_errors": [passage.line + 1 for passage in spec.vague_failures],
        "questions": [
            {"line": question.passage.line + 1, "rule": question.rule, "answered": question.answered}
            for question in spec.questions
        ],
    }


def _group(path: str, group: Group) -> dict[str, Any]:
    return {
        "start_line": group.start_line + 1,
        "end_line": group.end_line,
        "label": group.label,
        "format": group.format,
        "user_problem_stated": group.problem.stated is not None,
        "user_problem_at": at(path, group.problem.stated),
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
        "error_stated": coverage is not None if promise else None,
        "operation": promise.operation if promise else None,
        "error_at": at(path, coverage.passage if coverage else None),
        "vague_wording": bool(criterion.vague_words),
    }
