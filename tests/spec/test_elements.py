from __future__ import annotations

import pytest

from whylint.engine import analyse
from whylint.spec.model import Element
from whylint.text.lines import split_lines

STORY = "As a warden, I want to keep the huts in one list so that nobody walks to a closed one."
CRITERIA = "## Acceptance criteria\n\n- The list shows each hut by name\n- A warden can close a hut\n"

LISTED = {
    "de": ["Die Liste zeigt die Hütten mit dem Namen", "Der Wart kann eine Hütte in der Liste schließen"],
    "fr": ["La liste montre les refuges avec leur nom", "Le gardien peut fermer un refuge dans la liste"],
    "es": ["La lista muestra los refugios con el nombre", "El guarda puede cerrar un refugio de la lista"],
    "it": ["La lista mostra i rifugi con il nome", "Il gestore può chiudere un rifugio della lista"],
    "pt": ["A lista mostra os refúgios com o nome", "O guarda pode fechar um refúgio na lista"],
    "ru": ["Список показывает приюты с названием", "Смотритель может закрыть приют в списке"],
    "ja": ["一覧に山小屋の名前が表示される", "管理人は山小屋を閉めることができる"],
}


def elements_of(*parts: str) -> dict[Element, list[int]]:
    """Return the elements that a document states, each with the lines of its passages, from 0."""
    spec = analyse(split_lines("\n\n".join(parts))).spec
    assert spec.is_spec
    return {element: [passage.line for passage in passages] for element, passages in spec.elements.items()}


@pytest.mark.parametrize(
    ("element", "text"),
    [
        (Element.USER_PROBLEM, "## Problem\n\nHikers cannot tell whether a hut is open."),
        (Element.PERSONA, "## Problem\n\nHut managers struggle to keep three lists."),
        (Element.GOAL, "## Background\n\nOne list makes it easier to plan a tour."),
        (Element.GOAL, "## Goals\n\nFewer walks to a closed hut."),
        (Element.WHY_NOW, "Priority: P1 — required for launch of the summer season"),
        (Element.NON_GOALS, "## Notes\n\nBooking a bed is out of scope."),
        (Element.ALTERNATIVES, "## Notes\n\nWe considered a shared sheet."),
        (Element.SUCCESS_METRIC, "## Success metrics\n\nCalls about closed huts drop by 30 %."),
        (Element.FOLLOW_UP, "## Notes\n\nTwo weeks after launch the calls are counted."),
        (Element.ERROR_STATES, "## Notes\n\nIf the server is unreachable, the last list stays visible."),
        (Element.EDGE_CASES, "## Notes\n\nWithout huts the list is empty and offers to add one."),
        (Element.PERFORMANCE_EXPECTATION, "## Notes\n\nThe list opens in < 300 ms."),
        (Element.PRIOR_ART, "## Notes\n\nThe map reuses the module of the tour planner."),
        (Element.OPEN_QUESTIONS, "## Notes\n\nWho closes a hut in winter is to be decided."),
        (Element.OPEN_QUESTIONS, "## Closing in winter\n\nTBD"),
        (Element.PERSONA, "| Who | Detail |\n| --- | --- |\n| Primary users | wardens of small huts |"),
        (Element.PERSONA, "As a user who walks with a dog, I want the huts that take dogs."),
        (Element.SUCCESS_METRIC, "## Background\n\nWalks to a closed hut fall from 30 % to 5 %."),
        (Element.PERFORMANCE_EXPECTATION, "## Notes\n\nThe list opens in 300ms."),
        (Element.ERROR_STATES, "## Notes\n\nThe app reads an older list if the server is busy."),
        (Element.ERROR_STATES, "## Errors\n\nServer unreachable → the last list, and its date."),
        (
            Element.USER_PROBLEM,
            "| Part | Detail |\n| --- | --- |\n| Problem | hikers cannot see what is open |",
        ),
        (Element.ERROR_STATES, "Given an unknown hut\n\nWhen its page opens\n\nThen the request fails"),
    ],
)
def test_what_a_passage_states_by_its_words_or_heading(element: Element, text: str) -> None:
    assert element not in elements_of(CRITERIA)
    assert element in elements_of(text, CRITERIA)


def test_a_section_of_its_own_below_the_goals_is_no_goal() -> None:
    found = elements_of(CRITERIA, "## Goal\n\nFewer walks.\n\n### Non-goals\n\n- Booking a bed")
    assert (len(found[Element.GOAL]), len(found[Element.NON_GOALS])) == (1, 1)


@pytest.mark.parametrize(
    ("language", "element", "text"),
    [
        ("de", Element.NON_GOALS, "Die Buchung eines Bettes ist nicht Teil dieser Version."),
        ("de", Element.OPEN_QUESTIONS, "Wer die Hütte im Winter schließt, ist noch offen."),
        ("fr", Element.PRIOR_ART, "La carte repose sur le module des randonnées."),
        ("es", Element.PERFORMANCE_EXPECTATION, "La lista de los refugios se abre en menos de 2 segundos."),
        ("it", Element.NON_GOALS, "La prenotazione di un letto nel rifugio è fuori ambito."),
        ("pt", Element.OPEN_QUESTIONS, "Quem fecha o refúgio no inverno ainda está por definir."),
        ("ru", Element.NON_GOALS, "Бронирование мест не входит в эту версию."),
        ("ja", Element.OPEN_QUESTIONS, "冬に誰が山小屋を閉めるかは未定である。"),
    ],
)
def test_what_a_passage_states_in_other_languages(language: str, element: Element, text: str) -> None:
    criteria = "## Acceptance criteria\n\n- " + "\n- ".join(LISTED[language])
    spec = analyse(split_lines(criteria)).spec
    assert (spec.language, element in spec.elements) == (language, False)
    assert element in analyse(split_lines(f"{criteria}\n\n## 1\n\n{text}")).spec.elements


@pytest.mark.parametrize(
    ("element", "section"),
    [
        (Element.GOAL, "## Goals"),
        (Element.NON_GOALS, "## Out of scope\n\nTBD"),
        (Element.ALTERNATIVES, "## Alternatives considered\n\n[describe the alternatives]"),
        (Element.SUCCESS_METRIC, "## Success metrics\n\n- What will we count?"),
        (Element.EDGE_CASES, "## Edge cases\n\n- What happens when two wardens close a hut?"),
        (Element.OPEN_QUESTIONS, "## Open questions\n\nNone at this time."),
        (Element.PERFORMANCE_EXPECTATION, "## Performance\n\nNo specific requirements."),
    ],
)
def test_an_empty_section_a_placeholder_and_an_unanswered_question_state_nothing(
    element: Element, section: str
) -> None:
    assert element not in elements_of(section, CRITERIA)


@pytest.mark.parametrize(
    ("element", "text"),
    [
        (Element.GOAL, STORY),
        (Element.PERSONA, "As a user, I want to see the huts so that I can choose one."),
        (Element.PERSONA, "## Notes\n\nThe hut appears as a row with its name."),
        (Element.PRIOR_ART, "## Scenario\n\n- Given an existing hut, when it is closed, then it is grey"),
        (
            Element.NON_GOALS,
            "## Scenario\n\n- Given a pass, when the pass does not cover huts, then it is grey",
        ),
        (Element.OPEN_QUESTIONS, "## Open questions\n\n- Assumption: every hut has a name"),
        (Element.WHY_NOW, "## Notes\n\nEach repair has a deadline."),
        (Element.ERROR_STATES, "## Motivation\n\nWhen the upload fails today, the form shows a blank page."),
    ],
)
def test_what_only_looks_like_an_element(element: Element, text: str) -> None:
    assert element not in elements_of(text, "## Acceptance criteria\n\n- The list shows each hut by name")


def test_each_item_of_a_section_is_a_passage_also_below_its_subheadings() -> None:
    found = elements_of(
        "## Alternatives\n\n- A shared sheet\n- A mailing list\n\n### Paper\n\nA board.", CRITERIA
    )
    assert found[Element.ALTERNATIVES] == [2, 3, 7]


def test_each_story_names_whom_it_is_for() -> None:
    first, second = "As a hut warden, I want a list.", "As a system administrator, I want a log."
    assert elements_of(first, second, CRITERIA)[Element.PERSONA] == [0, 2]


def test_a_story_in_several_lines_states_a_problem_where_it_begins() -> None:
    lines = "**As a** warden\n\n**I want** one list\n\n**so that** nobody walks to a closed hut"
    assert 0 in elements_of(lines, CRITERIA)[Element.USER_PROBLEM]


def test_what_would_be_too_little_alone_is_one_more_passage() -> None:
    weak = "## Notes\n\nThe [map](../map.md) shows it."
    assert Element.PRIOR_ART not in elements_of(weak, CRITERIA)
    assert elements_of("The tour planner reuses it.", weak, CRITERIA)[Element.PRIOR_ART] == [0, 4]


def test_a_phase_of_the_work_and_a_title_say_nothing_of_what_a_story_states() -> None:
    phase = "# Design of huts\n\n## Phase 1 (weeks 1-2)\n\n### Story 1"
    assert elements_of(phase, STORY, CRITERIA)[Element.USER_PROBLEM] == [6]


def test_a_failure_that_the_work_met_is_no_error_state() -> None:
    told = "## Implementation notes\n\nWhen the upload failed, the retry was added."
    assert Element.ERROR_STATES not in elements_of(told, CRITERIA)
