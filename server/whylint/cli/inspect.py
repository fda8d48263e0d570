"""``whylint inspect``: show what was understood of documents, and so why something was asked, or was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whylint.cli.as_json import at, lines, print_json
from whylint.cli.documents import Documents, Problems
from whylint.cli.outline import outline
from whylint.conventions import language_code
from whylint.spec.explain import trace, why
from whylint.spec.model import Element
from whylint.spec.searched import searched

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from whylint.engine import Analysis
    from whylint.spec.model import Criterion, Group, Spec


def run(arguments: argparse.Namespace) -> int:
    """Show documents as they were understood, and return the exit code."""
    problems = Problems()
    read = ((document.path, document.analyse()) for document in Documents(arguments, problems))
    if arguments.why is not None:
        _say_why(read, arguments.why - 1, as_json=arguments.format == "json")
    elif arguments.format == "json":
        print_json([as_data(path, analysis.spec) for path, analysis in read])
    else:
        specs = ((path, analysis.spec) for path, analysis in read)
        for number, (path, spec) in enumerate(specs):
            print("\n" * (number > 0) + f"{path}: {outline(spec)}")
    return problems.exit_code(0)


def _say_why(read: Iterable[tuple[str, Analysis]], line: int, *, as_json: bool) -> None:
    """Show what led to the decisions about the criterion on a zero-based line of each document."""
    if as_json:
        print_json([_why_as_data(path, analysis, line) for path, analysis in read])
        return
    for path, analysis in read:
        print(f"{path}:{why(analysis.spec, line, analysis.markdown)}")


def _why_as_data(path: str, analysis: Analysis, line: int) -> dict[str, Any]:
    """Return the criterion on a line, its trace, and every passage about failure with why it counts or does not."""
    spec = analysis.spec
    found = spec.criterion_at(line)
    data: dict[str, Any] = {"path": path, "line": line + 1, "criterion": None, "trace": {}, "searched": []}
    if found is None:
        return data
    group, criterion = found
    looked = searched(analysis.markdown, spec.language, criterion)
    return data | {
        "criterion": _criterion(path, criterion),
        "trace": dict(trace(spec, group, criterion)),
        "searched": [
            {**lines(each.passage), "text": each.passage.text, "counts": each.counts, "reason": each.reason}
            for each in looked
        ],
    }


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
