"""What sort of document this is, whether anybody could build from it, and if not, why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from whylint.lexicon import vocabulary_for
from whylint.lexicon.lexicon import ENGLISH
from whylint.lexicon.phrases import words
from whylint.spec.document_kind import DocumentKind
from whylint.spec.reading import roles_of
from whylint.spec.tally import MANY_STORIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whylint.spec.tally import Tally

# The fields of front matter that say what a document is.
TYPE_FIELDS = ("type", "doc_type", "doctype", "document_type", "kind", "template")
# The fields that the prompts, skills and rules of coding agents have, and no spec; some only beside a description.
FIELDS_OF_A_PROMPT = frozenset({
    "allowed-tools", "argument-hint", "alwaysapply", "applyto", "globs", "disable-model-invocation", "user-invocable",
})  # fmt: skip
DESCRIBED_FIELDS_OF_A_PROMPT = frozenset({"tools", "model"})
FIELDS_OF_AN_ISSUE_FORM = ({"name", "about"}, {"labels", "assignees", "title"})
OPEN_FIELDS = frozenset({"?", "??", "???", "XXXX", "YYYY-MM-DD"})
# What a title speaks of that stands on a guide to such documents, or on a form for one.
ABOUT = frozenset({"acceptance", "requirements", "story", "stories", "spec"})
# A title of these alone has no subject: "User stories and acceptance criteria".
GENERIC = frozenset({"acceptance", "story", "stories"})

# What is written about a spec, as its title says: "Specification quality checklist".
NO_SPEC_OF_ITS_OWN = frozenset({"process", "tests", "record", "no_spec"})

FAMILIES_OF_A_SPEC = 2
MANY_CRITERIA = 12

# What a title or front matter may call a document that has criteria.
NAMED = (
    ("bug", DocumentKind.BUG_REPORT),
    ("refactoring", DocumentKind.REFACTORING),
    ("api", DocumentKind.API),
)
# What a document calls itself in front of its title's colon: "Story: Edit a template" is a story, and no template.
BEFORE_A_COLON = frozenset(
    {"story", "requirements", "acceptance", "spec", "no_spec", *(role for role, _ in NAMED)}
)


class Judgement(NamedTuple):
    """The kind of a document, and for one that is no spec, what was seen and what was missing."""

    kind: DocumentKind
    because: str = ""


def kind_of(seen: Tally, language: str, front_matter: Mapping[str, str]) -> Judgement:
    """Judge a document by all that its sections show."""
    named = _Named(seen, language, front_matter)
    because = named.is_something_else
    if because:
        return Judgement(DocumentKind.NONE, because)
    if seen.criteria:
        for role, kind in NAMED:
            if role in named.names:
                return Judgement(kind)
    if named.proposes and (seen.is_proposal_all_over or not seen.mostly_criteria):
        return Judgement(DocumentKind.PROPOSAL)
    if seen.hardly_any_criteria and not named.tells_stories and not named.is_declared_spec:
        return Judgement(DocumentKind.NONE, named.what_is_missing)
    if not seen.criteria and not named.tells_stories:
        return Judgement(DocumentKind.NONE, named.what_is_missing)
    if seen.stories > MANY_STORIES and seen.criteria > MANY_CRITERIA:
        return Judgement(DocumentKind.EPIC)
    few = seen.criteria <= MANY_CRITERIA and not seen.requirements
    if not named.is_declared_spec and (seen.stories == 1 or (not seen.stories and few)):
        return Judgement(DocumentKind.STORY)
    return Judgement(DocumentKind.FEATURE_SPEC)


@dataclass(frozen=True)
class _Named:
    """What a document calls itself, and what follows from that and from what its sections show."""

    seen: Tally
    language: str
    front_matter: Mapping[str, str]

    @cached_property
    def declared(self) -> frozenset[str]:
        """The roles of what its front matter says that the document is."""
        kinds = [self.front_matter.get(key, "").replace("_", " ").replace("-", " ") for key in TYPE_FIELDS]
        return frozenset(role for kind in kinds for role in roles_of(kind, self.language))

    @property
    def title(self) -> str:
        """The words of its title, or of its first heading where it has none."""
        return self.seen.heading or "" if self.seen.title is None else self.seen.title

    @cached_property
    def names(self) -> frozenset[str]:
        """The roles of what the document calls itself, in its title or its front matter."""
        title = self.title
        before = title.replace("：", ":").partition(":")[0]
        calls = self.declared | roles_of(before, self.language)
        return calls if calls & BEFORE_A_COLON else calls | roles_of(title, self.language)

    @property
    def has_subject(self) -> bool:
        """Whether its title speaks of more than of parts of a spec: "User stories and acceptance criteria" does not."""
        vocabulary = vocabulary_for(self.language)
        title = self.title
        for match in vocabulary.labels(title):
            title = title[: match.start] + " " * (match.end - match.start) + title[match.end :]
        common = frozenset().union(*(each.common for each in vocabulary.lexicons))
        return any(word.folded not in common for word in words(title, ""))

    @property
    def tells_stories(self) -> bool:
        """Whether it has stories, or is a single one by its title."""
        return self.seen.stories > 1 or (self.seen.stories == 1 and "story" in self.names)

    @property
    def is_declared_spec(self) -> bool:
        """Whether it calls itself a spec, and no story: "PRD: Shelf labels"."""
        return "spec" in self.names and "story" not in self.names

    @property
    def proposes(self) -> bool:
        """Whether it is declared one, or has the sections of a proposal, or of a decision and what it is about."""
        has = self.seen.roles
        if self.declared & {"spec", "design", "decision"}:
            return True
        if "decision" in has and has & {"introduction", "problem", "why_now"} and not self.seen.is_long:
            return True
        if (
            self.seen.families >= FAMILIES_OF_A_SPEC
            and "spec" in self.names
            and self.names.isdisjoint(NO_SPEC_OF_ITS_OWN)
        ):
            return True
        return self.seen.says_why or self.seen.says_what_for

    @property
    def is_something_else(self) -> str:
        """What the document is where it is plainly no spec, "" where it may be one."""
        seen = self.seen
        if seen.is_template or seen.form or self.is_issue_form or self.has_open_fields:
            return "much of it is still to be filled in"
        if self.is_about_specs:
            return f"“{self.title}” is the title of a guide to such documents, or of a form for one"
        if self.instructs_an_agent:
            return "its front matter is that of a prompt, a skill or a rule for a coding agent"
        if seen.is_readme:
            return "it tells how to install and use something"
        if seen.mostly_criteria:
            return ""
        if "no_spec" in self.names:
            return f"“{self.title}” is the title of a guide, a list or a report"
        return (
            "it speaks to its reader all along, as guides do" if seen.is_guide and not self.proposes else ""
        )

    @property
    def what_is_missing(self) -> str:
        """What would have to be there for a spec, and what of it there is."""
        seen = self.seen
        sections = ", ".join(role.replace("_", " ") for role in sorted(seen.telling))
        if seen.criteria:
            criteria = f"its criteria are few, {seen.criteria} among {seen.passages} passages, and nothing names them"
        else:
            criteria = "it has no criteria"
        stories = "a story, which is not what it is about" if seen.stories else "no story"
        there = f"only {sections}" if sections else "none"
        return f"{criteria}, {stories}, and of the sections of a proposal {there}"

    @property
    def has_open_fields(self) -> bool:
        """Whether its front matter is still to be filled in: "CIP: ?"."""
        return sum(value.strip() in OPEN_FIELDS for value in self.front_matter.values()) > 1

    @property
    def is_issue_form(self) -> bool:
        """Whether its front matter is that of a form for new tickets."""
        needed, some = FIELDS_OF_AN_ISSUE_FORM
        return needed <= self.front_matter.keys() and (
            len(self.front_matter) == len(needed) or not some.isdisjoint(self.front_matter)
        )

    @property
    def instructs_an_agent(self) -> bool:
        """Whether its front matter is that of a prompt, a skill or a rule for a coding agent."""
        keys = {key.casefold().replace("_", "-") for key in self.front_matter}
        if not keys.isdisjoint(FIELDS_OF_A_PROMPT):
            return True
        if "description" in keys and not keys.isdisjoint(DESCRIBED_FIELDS_OF_A_PROMPT):
            return True
        return keys - {"license", "version"} == {"name", "description"} and self.seen.addresses > 0

    @property
    def is_about_specs(self) -> bool:
        """Whether its title is that of a guide to such documents, or a form for one: "User story template"."""
        defines = "glossary" in self.seen.roles and not (self.seen.criteria or self.seen.stories)
        if defines and self.names & GENERIC and not self.has_subject:
            return True
        found = sorted(vocabulary_for(self.language).labels(self.title), key=lambda match: match.end)
        if not ABOUT.intersection(match.category for match in found):
            return False
        ends = {match.category for match in found if match.end >= len(self.title.rstrip(")"))}
        begins = {
            match.category
            for match in found
            if match.start == 0 and (self.language != ENGLISH or " " in self.title[: match.end])
        }
        return "no_spec" in ends | begins
