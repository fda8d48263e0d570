"""What a section says, by its heading: the elements of a spec that stand below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.markdown.blocks import Kind
from whylint.markdown.document import walk
from whylint.spec.elements import BY_ROLE
from whylint.spec.explain import quoted
from whylint.spec.model import Element
from whylint.spec.reading import roles_of

if TYPE_CHECKING:
    from whylint.markdown.document import Markdown
    from whylint.spec.model import Spec
    from whylint.text.position import Span

WORDS = {
    Element.USER_PROBLEM: "Whose problem it is",
    Element.PERSONA: "For whom",
    Element.GOAL: "What is to be reached",
    Element.WHY_NOW: "Why now",
    Element.NON_GOALS: "What is left out",
    Element.ALTERNATIVES: "What else was considered",
    Element.SUCCESS_METRIC: "How success is measured",
    Element.FOLLOW_UP: "When somebody looks again",
    Element.ERROR_STATES: "What happens when it fails",
    Element.EDGE_CASES: "Edge cases",
    Element.PERFORMANCE_EXPECTATION: "How fast it has to be",
    Element.PRIOR_ART: "What there is already",
    Element.OPEN_QUESTIONS: "Open questions",
}
ROLES = {
    **BY_ROLE,
    "problem": Element.USER_PROBLEM,
    "errors": Element.ERROR_STATES,
    "follow_up": Element.FOLLOW_UP,
}


def section_markdown(spec: Spec, markdown: Markdown, line: int) -> tuple[Span, str] | None:
    """Return the words of the heading on a line, and in Markdown what is understood below it.

    None where there is no heading, or nothing that a spec has below it and nothing that its words announce.
    """
    headings = [
        (
            shift + block.line,
            block.level,
            block.text.span(0, len(block.text.plain)).shifted(shift),
            block.text.plain,
        )
        for shift, block in walk(markdown)
        if block.kind is Kind.HEADING and block.text is not None
    ]
    index = next((at for at, heading in enumerate(headings) if heading[0] == line), None)
    if index is None or not spec.is_spec:
        return None
    _, level, span, words = headings[index]
    end = next((heading[0] for heading in headings[index + 1 :] if heading[1] <= level), markdown.lines)
    found = {
        element: [passage for passage in passages if not passage.path and line <= passage.line < end]
        for element, passages in spec.elements.items()
    }
    rows = [
        f"- **{WORDS[element]}**: {quoted(passages[0])}" for element, passages in found.items() if passages
    ]
    announced = {ROLES[role] for role in roles_of(words, spec.language) if role in ROLES}
    lacking = [element for element in WORDS if element in announced and not found.get(element)]
    rows += [f"- **{WORDS[element]}**: nothing that says so yet" for element in lacking]
    return (span, "**In this section**\n\n" + "\n".join(rows)) if rows else None
