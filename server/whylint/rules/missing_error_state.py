"""A criterion promises an operation that can fail, and nothing says what happens then.

What it asks
    When the upload of the receipt fails, what does the customer see, what is kept, and what can they do next?

Why it matters
    The person who builds this will decide it alone, at the keyboard, and support will hear of the decision. The
    question takes a minute while the spec is being written, and weeks once the feature is in use.

Weak
    - The customer uploads a receipt

Better
    - The customer uploads a receipt
    - When an upload fails, the form keeps its entries, says why, and offers another try

When it stays quiet
    - The failure is covered anywhere in the document: in the same criterion, a sibling, another story,
      an error or edge-case section, a table row.
    - The criterion promises nothing that can fail under a user's eyes: wording, layout, configuration,
      documentation, limits.
    - The criterion is itself about a failure.
    - Another criterion of the group promises the same operation: one question stands for all of them.
    - The document says in many places what happens when something fails: its author has thought of it.
    - Something only runs, starts or is calculated.

How to silence it
    Answer the question where you like; or put `<!-- whylint-disable-next-line missing-error-state -->` above
    the criterion, or `ignore = ["missing-error-state"]` in `whylint.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.questions.wording import message
from whylint.rules.finding import Finding, Related, Relation, Severity
from whylint.rules.rule import Rule, RulePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.spec.model import Criterion, Group, Promise, Spec

NAME = "missing-error-state"


# What runs, starts or is calculated can fail, and hover and inspect say so; on real documents two of three questions
# about it were not worth asking.
UNASKED = frozenset({"run"})


def check(spec: Spec) -> Iterator[Finding]:
    """Yield a finding for each operation in a group whose failure is covered nowhere."""
    for group in spec.groups:
        for criterion, promise, repeats in _uncovered(group):
            related = [
                Related(
                    other.span, Relation.SAME_OPERATION, f"promises the same operation: {promise.operation}"
                )
                for other in repeats
            ]
            if criterion.nearly is not None:
                passage = criterion.nearly.passage
                related.append(
                    Related(passage.span, Relation.NEARLY_COVERS, criterion.nearly.reason, passage.path)
                )
            details = {
                "operation": promise.noun,
                "class": promise.operation,
                "persona": promise.persona or "",
                "words": promise.words,
            }
            yield Finding(
                NAME,
                RULE.severity,
                message(NAME, spec.language, details),
                criterion.underline(promise.span),
                tuple(related),
                details,
            )


def _uncovered(group: Group) -> Iterator[tuple[Criterion, Promise, list[Criterion]]]:
    """Yield the first criterion of each uncovered operation, with the further ones that promise the same."""
    by_operation: dict[str, list[Criterion]] = {}
    for criterion in group.criteria:
        promise = criterion.promise
        if promise is not None and promise.operation not in UNASKED and criterion.coverage is None:
            by_operation.setdefault(promise.operation, []).append(criterion)
    for first, *repeats in by_operation.values():
        assert first.promise is not None
        yield first, first.promise, repeats


RULE = Rule(NAME, Severity.WARNING, RulePage.parse(__doc__), check)
