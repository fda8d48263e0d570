"""What is asked, as a reader of each language meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from whylint.engine import analyse
from whylint.lexicon import LANGUAGES, lexicon
from whylint.questions.wording import as_markdown, filled, question, shortened
from whylint.text.lines import split_lines
from whylint.workspace.configuration import parse_configuration

UPLOAD = {"class": "upload", "words": "uploads a receipt", "operation": "the upload"}
RENAMING = {"class": "save", "words": "renames a claim", "operation": "this"}

QUESTIONS = {
    "en": "When the upload fails, what does the user see, what is kept, and what can they do next?",
    "de": "Wenn der Upload fehlschlägt: Was ist zu sehen, was bleibt erhalten, und was ist als Nächstes möglich?",
    "fr": "Si l'envoi du fichier échoue, que voit l'utilisateur, qu'est-ce qui est conservé, et que faire ensuite ?",
    "es": "Si falla la subida, ¿qué ve el usuario, qué se conserva y qué se puede hacer después?",
    "pt": "Se o envio do arquivo falhar, o que o usuário vê, o que é preservado e o que se pode fazer em seguida?",
    "it": "Se il caricamento del file non riesce, che cosa vede l'utente, che cosa resta salvato e che cosa si può "
    "fare dopo?",
    "ru": "Если загрузка файла не удалась, что увидит пользователь, что сохранится и что можно сделать дальше?",
    "ja": "アップロードに失敗したとき、ユーザーには何が見え、何が残り、次に何ができますか？",
    "ko": "업로드에 실패하면 사용자에게 무엇이 보이고, 무엇이 남으며, 다음에 무엇을 할 수 있나요?",
    "zh": "如果上传失败，用户会看到什么，哪些内容会保留，接下来能做什么？",
}
CRITERIA = {
    "en": "When “renames a claim” fails, the user sees (…), keeps (…), and can (…)",
    "de": "Wenn „renames a claim“ fehlschlägt, ist (…) zu sehen, (…) bleibt erhalten, und als Nächstes ist (…) möglich",
    "fr": "Si « renames a claim » échoue, l'utilisateur voit (…), conserve (…) et peut (…)",
    "es": "Si «renames a claim» falla, el usuario ve (…), conserva (…) y puede (…)",
    "pt": "Se “renames a claim” falhar, o usuário vê (…), mantém (…) e pode (…)",
    "it": "Se «renames a claim» non riesce, l'utente vede (…), conserva (…) e può (…)",
    "ru": "Если «renames a claim» не удалось, пользователь видит (…), сохраняется (…), и дальше можно (…)",
    "ja": "「renames a claim」に失敗した場合、ユーザーには (…) が表示され、(…) が保持され、次に (…) ができる",
    "ko": "‘renames a claim’에 실패하면 사용자에게 (…) 표시, (…) 유지, 다음에 가능한 일은 (…)",
    "zh": "如果“renames a claim”失败，用户会看到(…)，保留(…)，接下来可以(…)",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_a_sentence_of_its_language(language: str) -> None:
    assert question("missing-error-state", language, UPLOAD) == QUESTIONS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_criterion_is_one_too_and_names_what_fails(language: str) -> None:
    written = filled("when", language, RENAMING, named=True) + filled("then", language, RENAMING)
    assert written == CRITERIA[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_written_in_every_language(language: str) -> None:
    assert lexicon(language).questions.keys() | {"persona"} == lexicon("en").questions.keys()


def test_a_payment_is_asked_about_as_payments_fail() -> None:
    asked = question("missing-error-state", "en", {"class": "pay", "words": "pays", "persona": "customers"})
    assert asked.startswith("When the payment fails or is declined, what does the customer see")


SPEC = "So that I am paid back, as a clerk, I want this.\n\n## Acceptance criteria\n- The clerk uploads a receipt\n"


def test_a_project_has_words_of_its_own_for_a_question() -> None:
    configured = parse_configuration(
        '[templates.en]\nmissing-error-state = "Who hears of it when {fails}?"\n', Path("whylint.toml")
    )
    assert configured.problems == ()
    (finding,) = analyse(split_lines(SPEC), configured.settings).findings
    assert finding.message == "“uploads a receipt”: Who hears of it when the upload fails?"


@pytest.mark.parametrize(
    ("templates", "problem"),
    [
        ('[templates.en]\nmissing-eror-state = "Why?"', "“missing-eror-state” is no template"),
        ('[templates.xx]\nopen = "Open"', "“xx” is no language that Whylint reads"),
        ('[templates.en]\nopen = "Open, {who}"', "nothing fills in “{who}”; use one of {words}"),
        ('[templates.en]\nopen = " "', "an empty template asks nothing"),
    ],
)
def test_a_mistake_in_a_template_is_told(templates: str, problem: str) -> None:
    configured = parse_configuration(templates, Path("whylint.toml"))
    assert [problem in str(each) for each in configured.problems] == [True]


def test_words_that_would_be_markup_are_shown_as_they_are() -> None:
    assert as_markdown("the `*` of user_id in <b> or [x] _now_ | a~b") == (
        r"the \`\*\` of user_id in \<b> or \[x\] \_now\_ \| a\~b"
    )


def test_long_words_are_cut_at_one() -> None:
    assert shortened("uploads\na receipt") == "uploads a receipt"
    assert shortened("uploads " + "a very " * 10 + "long receipt") == "uploads " + "a very " * 7 + "a …"
