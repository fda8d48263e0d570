import pytest
from hypothesis import given
from hypothesis import strategies as st
from outline import read, texts

from whylint.markdown.blocks import Inline, Link
from whylint.text.lines import content, split_lines
from whylint.text.position import Position, Span


def words(text: str) -> Inline:
    """Return the words of the first block with words in ``text``."""
    return next(inline for _, inline in texts(read(text)))


def marked(text: str, inline: Inline, ranges: tuple[tuple[int, int], ...]) -> list[tuple[str, str]]:
    """Return for each range its words and what stands at its span in the source."""
    return [(inline.plain[start:end], at(text, inline.span(start, end))) for start, end in ranges]


def at(text: str, span: Span) -> str:
    lines = split_lines(text)
    if span.start.line == span.end.line:
        return lines[span.start.line][span.start.column : span.end.column]
    middle = lines[span.start.line + 1 : span.end.line]
    return "".join(
        (lines[span.start.line][span.start.column :], *middle, lines[span.end.line][: span.end.column])
    )


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("plain words", "plain words"),
        ("*em* _em_ **strong** ***both*** ~~gone~~", "em em strong both gone"),
        ("a * b ** c _d snake_case_name", "a * b ** c _d snake_case_name"),
        ("`code` ``a ` b`` ` c", "code a ` b ` c"),
        ("[text](to 'title') <https://a.b> <x@y.z>", "text https://a.b x@y.z"),
        ("![alt *text*](to.png)", "alt text"),
        (
            "[placeholder] [NEEDS CLARIFICATION: who?] [a][b]",
            "[placeholder] [NEEDS CLARIFICATION: who?] [a][b]",
        ),
        (r"\*no em\* \a &amp; &copy; &#65; &nope;", "*no em* \\a & © A &nope;"),
        ("a <b>b</b> <!-- c --> d", "a b  d"),
        ("as a <role> on <floor-2>, <b>bold</b> <kbd>X</kbd>", "as a <role> on <floor-2>, bold X"),
        ("one  \ntwo\\\nthree \n  four<br>five<br />six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("- item\n  more\nlazy", "item\nmore\nlazy"),
        ("> quoted\n>    more\nlazy", "quoted\nmore\nlazy"),
        ("`code\n   over lines`", "code over lines"),
        ("# Title ##", "Title"),
        ("#\tTitle #1", "Title #1"),
        ("\xa0 words \xa0", "words"),
        ("\x0c\nwords", "words"),
    ],
)
def test_words_are_without_markup(source: str, plain: str) -> None:
    assert words(source).plain == plain


def test_strong_code_and_links_are_ranges_of_the_words() -> None:
    source = "> - **bold `code`** and [a *link*](to/it.md#x)\n>   ![an image](i.png) <https://a.b>"
    inline = words(source)
    assert inline.plain == "bold code and a link\nan image https://a.b"
    assert marked(source, inline, inline.strong) == [("bold code", "bold `code")]
    assert marked(source, inline, inline.code) == [("code", "code")]
    assert inline.links == (
        Link(14, 20, "to/it.md#x"),
        Link(21, 29, "i.png"),
        Link(30, 41, "https://a.b"),
    )
    assert marked(source, inline, tuple((link.start, link.end) for link in inline.links)) == [
        ("a link", "a *link"),
        ("an image", "an image"),
        ("https://a.b", "https://a.b"),
    ]


def test_references_are_links_wherever_they_are_defined() -> None:
    inline = words("See [the *plan*][P], [p] and [other].\n\n> [p]: plans/a.md\n")
    assert inline.plain == "See the plan, p and [other]."
    assert [(inline.plain[start:end], target) for start, end, target in inline.links] == [
        ("the plan", "plans/a.md"),
        ("p", "plans/a.md"),
    ]


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("# The word", "word"),
        ("   ##   **The** word  ##", "word"),
        ("\ufeff# The word", "word"),
        ("The\n word\n===", "word"),
        ("1. > - [ ] the *word*", "word"),
        ("- a\n\n\tthe word", "word"),
        (">\tword", "word"),
        ("| a | b |\n|-|-|\n| x \\| y | `c \\| word` |", "word"),
        ("> - a | word\n>   --|--", "word"),
        ("[[a](b) word](c)", "word"),
        ("***word***", "word"),
        ("[![word](a)](b)", "word"),
        ("😀 **é** word", "word"),
        ("```\n  word\n```", "word"),
        ("-\t```\n\t  word\n", "word"),
        ("\t\tword", "word"),
        ("- <!-- a\n  word -->", "word"),
        ("---\na: word\n---\n", "word"),
    ],
)
def test_each_word_knows_where_it_stands(source: str, word: str) -> None:
    lines = split_lines(source)
    found = {
        inline.span(start, start + len(word))
        for _, inline in texts(read(source))
        if (start := inline.plain.find(word)) >= 0
    }
    line = next(index for index, text in enumerate(lines) if word in text)
    column = lines[line].index(word)
    assert found == {Span.on_line(line, column, column + len(word))}


def test_an_empty_text_knows_where_it_would_stand() -> None:
    cells = read("| a | b |\n|---|---|\n|   | x |\n| y\n").blocks[0].children
    empty = [cell.text for row in cells for cell in row.children if cell.text and not cell.text.plain]
    assert [inline.position(0) for inline in empty] == [Position(2, 1), Position(3, 3)]
    assert words("- [ ]").position(0) == Position(0, 5)
    assert words("#").position(0) == Position(0, 1)


PIECES = st.sampled_from(
    [
        *(
            "# ",
            "- ",
            "- [x] ",
            "1. ",
            "> ",
            ">",
            "\t",
            "  ",
            "    ",
            "\n",
            "\n",
            "\r\n",
            "\n\n",
            "| ",
            "|",
            "\\|",
        ),
        *(
            "a",
            "word ",
            "**",
            "*",
            "_",
            "`",
            "``",
            "~~",
            "~",
            "[",
            "]",
            "](b)",
            "![",
            "<!-- c -->",
            "<b>",
            "<br>",
        ),
        *(
            "<a@b.c>",
            "<http://x>",
            "\\",
            "\\*",
            "|-|-|\n",
            "```\n",
            "===\n",
            "---\n",
            "\xa0",
            "😀",
            "\ufeff",
            "[r]",
        ),
        *("\n[r]: x\n", "  \n", "\\\n"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_what_a_segment_names_stands_there(text: str) -> None:
    lines = split_lines(text)
    for start, inline in texts(read(text)):
        assert inline.segments
        for segment in inline.segments:
            # A line break within a code span counts as a space.
            source = content(lines[start + segment.line]) + " "
            plain = inline.plain[segment.start : segment.start + segment.length]
            assert source[segment.column : segment.column + segment.length] == plain
        ends = [segment.start for segment in inline.segments]
        assert ends == sorted(ends)
        for ranges in (inline.strong, inline.code, [link[:2] for link in inline.links]):
            assert all(0 <= first <= end <= len(inline.plain) for first, end in ranges)
