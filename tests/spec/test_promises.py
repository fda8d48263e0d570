from __future__ import annotations

import pytest
from specs import HEAD, criterion_of, spec_of

from whylint.engine import analyse
from whylint.spec.considered import considered
from whylint.spec.language import passage_language
from whylint.text.lines import split_lines


@pytest.mark.parametrize(
    ("criterion", "operation", "words"),
    [
        ("The warden uploads a photo of the hut", "upload", "uploads a photo of the hut"),
        ("Wardens can delete a hut from the list", "delete", "delete a hut from the list"),
        (
            "The system MUST send the opening hours to all guests",
            "send",
            "send the opening hours to all guests",
        ),
        ("The app allows wardens to export the list as CSV", "export", "export the list as CSV"),
        ("Be able to save a draft of the report", "save", "save a draft of the report"),
        ("Import huts from the old catalogue", "import", "Import huts from the old catalogue"),
        ("The closing date is saved with the hut", "save", "saved with the hut"),
        ("Export of the season's bookings", "export", "Export of the season's bookings"),
        ("WHEN a guest submits the form THE SYSTEM SHALL store the booking", "submit", "submits the form"),
        ("FR-7: Guests MUST be able to sign in with a passkey", "sign-in", "sign in with a passkey"),
        ("When the skipper records payments, then the list is sorted anew", "save", "records payments"),
        ("Create a new hut with name and altitude", "create", "Create a new hut with name and altitude"),
        ("Only approved bookings are exported", "export", "exported"),
        ("Saved on the device, and sent when there is a network", "save", "Saved on the device"),
        ("The system validates that the name is unique", "validate", "validates that the name is unique"),
        ("Saving a new hut adds it to the map", "save", "Saving a new hut adds it to the map"),
        ("Huts are searchable by valley", "search", "searchable by valley"),
        ("Export functionality for all bookings", "export", "Export functionality for all bookings"),
        ("The draft is saved and the warden balance updates", "save", "saved and the warden balance updates"),
        ("The customer must provide a name", "submit", "customer must provide a name"),
    ],
)
def test_what_somebody_does_is_promised(criterion: str, operation: str, words: str) -> None:
    promise = criterion_of(criterion).promise
    assert promise is not None
    assert (promise.operation, promise.words) == (operation, words)


@pytest.mark.parametrize(
    "criterion",
    [
        "The upload button is blue",
        "The list shows the name of each hut",
        'The page has a "Delete hut" button',
        "Upload progress is shown in percent",
        "Only wardens can delete a hut",
        "Guests cannot change the opening hours",
        "The delete action is available on closed huts",
        "A hut that was closed during import keeps its colour",
        "Create a HutParser class in src/huts/parser.py",
        "Documentation updated for the new list",
        "Preview of huts to be moved before the season",
        "Once signed in, the guest sees the map",
        "500 requests per second",
        "Post-season reports show the totals",
        "When the hut page loads, then the map is shown",
        "Only wardens may be invited",
        "WHEN a guest successfully registers, THE SYSTEM SHALL show the map",
        "List of approved huts",
        "The total updates in real time",
        "Hut status transitions to Assigned",
        "ClosedAt is set by the server",
        "The system creates an access token",
    ],
)
def test_what_is_only_mentioned_is_not_promised(criterion: str) -> None:
    assert criterion_of(criterion).promise is None


@pytest.mark.parametrize(
    "criterion",
    [
        "When the upload fails, the warden keeps the photo and can send it again",
        "IF the photo is too large THEN the system SHALL save a smaller copy",
        "Given the connection is lost, when the warden saves the hut, then it is queued",
    ],
)
def test_a_criterion_about_a_failure_promises_nothing(criterion: str) -> None:
    assert criterion_of(criterion).promise is None


def test_a_failure_that_is_said_to_be_absent_is_none() -> None:
    assert criterion_of("The warden imports the list without errors in the names").promise is not None


def test_a_scenario_whose_title_is_a_failure_promises_nothing() -> None:
    steps = "- **WHEN** the warden uploads a photo\n- **THEN** a copy is stored\n"
    text = f"{HEAD}#### Scenario: Photo too large\n\n{steps}"
    [group] = analyse(split_lines(text)).spec.groups
    assert group.criteria[0].promise is None


def test_pressing_a_control_promises_what_it_is_called() -> None:
    promise = criterion_of('When the warden clicks "Delete", then the hut is gone').promise
    assert promise is not None
    assert promise.operation == "delete"


def test_pressing_a_control_that_opens_a_view_promises_nothing() -> None:
    assert criterion_of('When the warden clicks "Delete", then a dialog appears').promise is None


def test_the_state_that_a_scenario_starts_from_is_no_promise() -> None:
    assert (
        criterion_of(
            "Given a warden who uploaded a photo, when the list opens, then the hut is on it"
        ).promise
        is None
    )


def test_a_row_promises_what_any_of_its_cells_says() -> None:
    table = (
        "| Requirement | Acceptance criteria |\n| --- | --- |\n"
        "| The warden uploads a photo of the hut | AC-1, AC-2 |\n"
    )
    promise = spec_of(table).groups[0].criteria[0].promise
    assert promise is not None
    assert promise.operation == "upload"


def test_the_persona_is_who_does_it() -> None:
    promise = criterion_of("The administrator deletes a hut").promise
    assert promise is not None
    assert promise.persona == "administrator"


def test_a_long_phrase_is_cut_between_words() -> None:
    promise = criterion_of(
        "The warden uploads " + "a photo and another photo and " * 8 + "a last one"
    ).promise
    assert promise is not None
    assert len(promise.words) <= 90
    assert promise.words.endswith(("photo", "and", "a", "another"))


def test_a_language_without_grammar_promises_by_its_words_alone() -> None:
    text = (
        "Als Hüttenwart möchte ich die Hütten pflegen, damit niemand vor verschlossener Tür steht.\n\n"
        "## Akzeptanzkriterien\n\n- Der Hüttenwart lädt ein Foto der Hütte hoch\n- Die Liste ist nach Namen sortiert\n"
    )
    first, second = analyse(split_lines(text)).spec.groups[0].criteria
    assert first.promise is not None
    assert first.promise.operation == "upload"
    assert second.promise is None


KOREAN_STORY = (
    "산장지기로서 산장을 한 목록에서 관리하고 싶다. 그래야 아무도 닫힌 산장까지 걸어가지 않는다.\n\n"
)


def test_english_criteria_of_a_document_in_another_script_are_read_as_english() -> None:
    criteria = "- WHEN a guest uploads a photo THE SYSTEM SHALL store it\n- 손님은 예약을 저장할 수 있다\n"
    spec = analyse(split_lines(f"{KOREAN_STORY}{KOREAN_STORY}## 인수 기준\n\n{criteria}")).spec
    promises = [criterion.promise for criterion in spec.groups[0].criteria]
    assert spec.language == "ko"
    assert [promise and promise.operation for promise in promises] == ["upload", "save"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The guest uploads a photo of the hut", "de", "en"),
        ("Der Gast lädt ein Foto hoch", "de", "de"),
        ("Upload", "de", "de"),
        ("THE SYSTEM SHALL store it", "ja", "en"),
        ("JWT token を保存する", "ja", "ja"),
        ("JWT", "zh", "zh"),
        ("Гость загружает фото", "en", "en"),
    ],
)
def test_a_passage_is_in_the_language_of_its_document_or_in_english(
    text: str, language: str, expected: str
) -> None:
    assert passage_language(text, language) == expected


def test_a_story_says_whose_problem_it_solves_in_any_plan() -> None:
    story = HEAD.strip()
    plan = f"# Huts\n\n## Tasks (Weeks 1-2)\n\n### Story 1: Open huts\n\n{story}\n\n"
    spec = analyse(split_lines(f"{plan}#### Acceptance criteria\n\n- The list shows huts\n")).spec
    assert spec.groups[0].problem.stated is not None


@pytest.mark.parametrize(
    ("criterion", "operation"),
    [
        ("GET /huts - List huts", "load"),
        ("POST /huts creates a hut", "create"),
        ("DELETE /huts/{id}", "delete"),
        ("The gatekeeper verifies the pass", "validate"),
        ("Huts load their weather from the station", "load"),
        ("Guests comment on a hut", "send"),
        ("Import huts from an archive", "import"),
        ("Set a closing date for a hut", "save"),
        ("Store the size in `.huts.json`", "save"),
    ],
)
def test_any_subject_and_any_endpoint_can_promise(criterion: str, operation: str) -> None:
    promise = criterion_of(criterion).promise
    assert promise is not None
    assert promise.operation == operation


@pytest.mark.parametrize(
    "criterion",
    [
        "POST /huts answers 422 with the names of the wrong fields",
        "GET /huts returns at most 100 huts",
        "The link expires after seven days",
        "The list loads in under two seconds",
        "The server generates a unique id",
        "The guest changes the theme",
        "The scan frame has round corners",
    ],
)
def test_what_is_bounded_or_harmless_promises_nothing(criterion: str) -> None:
    assert criterion_of(criterion).promise is None


@pytest.mark.parametrize(
    ("criterion", "said"),
    [
        ("The warden uploads a photo", "“uploads” (upload): somebody does it"),
        ("The upload button is blue", "“upload” (upload): it is only mentioned"),
        ("Guests cannot upload photos", "“upload” (upload): it is not done, or not by everybody"),
        ("When an upload fails, it is kept", "“upload” (upload): a failure is spoken of, in a condition"),
        ("The map is round", "no word for an operation was seen"),
    ],
)
def test_what_was_seen_of_operations_is_told(criterion: str, said: str) -> None:
    assert considered(criterion, "en") == said


def test_a_verb_is_nobody_who_is_asked_about() -> None:
    promise = criterion_of("The list MUST support searching huts by name and saving a search").promise
    assert promise is not None
    assert promise.persona is None


def test_a_condition_whose_consequence_is_a_failure_promises_nothing() -> None:
    assert (
        criterion_of("WHEN a guest submits a booking for yesterday THE SYSTEM SHALL reject it").promise
        is None
    )
    assert criterion_of("WHEN a guest submits a booking THE SYSTEM SHALL store it").promise is not None


@pytest.mark.parametrize(
    ("criterion", "operation"),
    [
        (
            "Étant donné un refuge, quand le gardien supprime la réservation, alors la liste est à jour",
            "delete",
        ),
        ("Dado un refugio, cuando el guarda elimina la reserva, entonces la lista cambia", "delete"),
        ("系統必須允許管理員刪除預約記錄", "delete"),
        ("系统必须允许管理员删除预约记录", "delete"),
    ],
)
def test_what_is_done_in_a_condition_is_promised_in_other_languages(criterion: str, operation: str) -> None:
    lines = split_lines(f"## Acceptance criteria\n\n- {criterion}\n- {criterion} (2)\n- {criterion} (3)\n")
    promise = analyse(lines).spec.groups[0].criteria[0].promise
    assert promise is not None
    assert promise.operation == operation
