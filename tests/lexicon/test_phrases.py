"""How the rows of a lexicon are read, and found in text."""

import pytest

from whylint.lexicon.phrases import Match, PhraseBook, longest, words


def found(row: str, text: str, algorithm: str = "english") -> list[str]:
    """Return the passages of a text in which a row's phrase stands."""
    book = PhraseBook({"": [row]}, algorithm=algorithm, spaced=True)
    return [text[match.start : match.end] for match in book.find(text)]


@pytest.mark.parametrize(
    ("row", "text", "passages"),
    [
        ("upload", "Uploads of photos, and uploading", ["Uploads", "uploading"]),
        ("upload=", "Uploads of photos, then an upload", ["upload"]),
        ("log in", "She logs in; a log is kept", ["logs in"]),
        ("show/display a note", "It shows a note and displays notes", ["shows a note"]),
        ("handle … gracefully", "It handles the two cases gracefully.", ["handles the two cases gracefully"]),
        ("handle … gracefully", "It handles this. All ends gracefully.", []),
        ("handle … gracefully", "It handles one two three four five six gracefully", []),
        ("error-prone", "This is error-prone and error prone", ["error-prone", "error prone"]),
        ("can't", "They can’t, and can't", ["can’t", "can't"]),
        ("< … ms", "in < 200 ms", ["< 200 ms"]),
    ],
)
def test_a_row_is_found(row: str, text: str, passages: list[str]) -> None:
    assert found(row, text) == passages


@pytest.mark.parametrize(
    ("algorithm", "row", "text", "passages"),
    [
        ("french", "utilisateur=", "L'utilisateur et d’utilisateur", ["utilisateur", "utilisateur"]),
        ("french", "afin de/d'", "afin d’obtenir, afin de voir", ["afin d’", "afin de"]),
        ("french", "message d'erreur", "des messages d’erreurs", ["messages d’erreurs"]),
        ("french", "aujourd'hui", "aujourd’hui", ["aujourd’hui"]),
        ("french", "gérer", "gère, gérée", ["gère", "gérée"]),
        ("italian", "utente", "dell'utente, un’utente", ["utente", "utente"]),
        ("english", "o'clock", "at two o'clock", ["o'clock"]),
        ("german", "Maß", "das MASS und die Maße", ["MASS", "Maße"]),
        ("russian", "ещё раз", "еще раз", ["еще раз"]),
    ],
)
def test_a_row_is_found_as_its_language_is_written(
    algorithm: str, row: str, text: str, passages: list[str]
) -> None:
    assert found(row, text, algorithm) == passages


def test_a_phrase_is_found_once_though_its_alternatives_share_a_stem() -> None:
    assert found("usuario/usuaria", "una usuaria", "spanish") == ["usuaria"]


def test_what_is_found_does_not_depend_on_what_was_read_before() -> None:
    rows = {"change": ["ändern"], "other": ["anders"]}
    fresh = PhraseBook(rows, algorithm="german", spaced=True).find("ändert es anders")
    used = PhraseBook(rows, algorithm="german", spaced=True)
    used.find("anders")
    used.find("ändert")
    assert used.find("ändert es anders") == fresh


def test_a_row_of_a_script_without_spaces_is_found_as_characters() -> None:
    book = PhraseBook({"failure": ["失敗", "保存…失敗"], "upload": ["upload"]}, algorithm="", spaced=False)
    text = "保存に失敗した。upload"
    assert [(m.category, text[m.start : m.end]) for m in book.find(text)] == [
        ("failure", "保存に失敗"),
        ("upload", "upload"),
    ]


@pytest.mark.parametrize("row", ["", "… then", " "])
def test_a_row_must_begin_with_a_word(row: str) -> None:
    with pytest.raises(ValueError, match="does not begin with a word"):
        PhraseBook({"": [row]}, algorithm="english", spaced=True)


def test_words_know_where_they_stand() -> None:
    assert [(word.folded, word.start, word.end) for word in words("l’Été, 5 %", "french")] == [
        ("l'", 0, 2),
        ("été", 2, 5),
        ("5", 7, 8),
        ("%", 9, 10),
    ]


def test_a_match_inside_a_longer_one_of_its_category_is_left_out() -> None:
    matches = [Match("send", 0, 4), Match("send", 0, 9), Match("save", 2, 4)]
    assert longest(matches) == [Match("send", 0, 9), Match("save", 2, 4)]
