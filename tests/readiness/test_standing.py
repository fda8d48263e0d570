"""How documents and their stories stand."""

from __future__ import annotations

from readiness_project import SPECS
from whylint.engine import analyse
from whylint.readiness.standing import Readiness, Tally, by_rule, readiness, total
from whylint.text.lines import split_lines


def read(name: str) -> Readiness:
    text = (SPECS / f"{name}.md").read_text(encoding="utf-8")
    return readiness(f"{name}.md", analyse(split_lines(text)))


def test_each_story_says_why_and_for_whom_and_what_happens_when_it_fails() -> None:
    first, second = read("receipt-upload").stories
    assert (first.title, first.line, first.criteria) == ("Story 1: Send a receipt from the road", 5, 4)
    assert first.why is not None
    assert first.why.text.startswith("As a field technician, I want to send a receipt")
    upload, submit, delete = first.failures
    assert (upload.words, upload.line) == ("uploads a photo of a receipt", 11)
    assert upload.covered is not None
    assert upload.covered.line == 12
    assert (upload.question, submit.covered) == (None, None)
    assert (delete.words, delete.covered) == ("deletes a claim that has not been approved", None)
    assert submit.question is not None
    assert submit.question.line == submit.line
    assert first.other_questions == ()
    assert [each.rule for each in second.other_questions] == ["vague-criterion"]


def test_what_belongs_to_no_story_is_a_question_of_the_document() -> None:
    document = read("receipt-upload")
    assert [each.question for each in document.questions if not each.story] == [
        "Who pays for roaming when receipts are sent from abroad?",
        "How long do we have to keep the photo?",
    ]
    assert document.measured is not None
    assert document.measured.line == 27


def test_whoever_does_what_is_promised_is_somebody_it_is_for() -> None:
    (story,) = read("mileage").stories
    assert story.why is None
    assert story.saw
    assert story.who is not None
    assert (story.who.line, story.who.text) == (6, "driver")


def test_a_question_that_stands_in_the_document_is_not_told_again_as_what_comes_close() -> None:
    (story,) = read("notifications").stories
    (failure,) = story.failures
    assert failure.question is not None
    assert (failure.question.kind, failure.nearly is not None, failure.comes_close) == ("asked", True, False)
    (failure, _) = read("approval").stories[0].failures
    assert failure.comes_close


def test_documents_add_up_without_those_that_are_done() -> None:
    documents = [read(name) for name in ("payout", "sign-in", "notifications")]
    assert documents[1].settled
    assert documents[1].tally == Tally()
    both = documents[0].tally + documents[2].tally
    assert total(documents) == both
    assert (both.documents, both.stories, both.why, both.measured) == (2, 2, 2, 1)
    assert 0 < both.covered < both.failures
    asked = by_rule(documents)
    assert asked["missing-error-state"] == (1, 0)
    assert sum(open_ones + gaps for open_ones, gaps in asked.values()) == both.asked + both.gaps
