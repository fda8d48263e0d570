import subprocess
import sys
from textwrap import dedent

import pytest
from outline import outline, read

from whylint.markdown.blocks import Kind


def shape(text: str) -> list[str]:
    return outline(read(dedent(text)))


def test_headings_of_both_kinds() -> None:
    assert shape(
        """\
        # One #
        Two
        lines
        ===
        Three
        ---
        ###### Six
        ####### no heading
        #
        """
    ) == [
        "heading 0-1 level=1 # 'One'",
        "heading 1-4 level=1 = 'Two\\nlines'",
        "heading 4-6 level=2 - 'Three'",
        "heading 6-7 level=6 # 'Six'",
        "paragraph 7-8 '####### no heading'",
        "heading 8-9 level=1 # ''",
    ]


def test_lists_nest_and_keep_their_markers() -> None:
    assert shape(
        """\
        - one
          still one
          * two

            loose
        - three

        1. first
        2) other list
           + deep
        -
        """
    ) == [
        "list 0-6 -",
        "  item 0-5 -",
        "    paragraph 0-2 'one\\nstill one'",
        "    list 2-5 level=1 *",
        "      item 2-5 level=1 *",
        "        paragraph 2-3 'two'",
        "        paragraph 4-5 'loose'",
        "  item 5-6 -",
        "    paragraph 5-6 'three'",
        "list 7-8 .",
        "  item 7-8 1.",
        "    paragraph 7-8 'first'",
        "list 8-10 )",
        "  item 8-10 2)",
        "    paragraph 8-9 'other list'",
        "    list 9-10 level=1 +",
        "      item 9-10 level=1 +",
        "        paragraph 9-10 'deep'",
        "list 10-11 -",
        "  item 10-11 -",
    ]


def test_checkboxes_are_no_words() -> None:
    assert shape(
        """\
        - [ ] open
        - [x] done
        - [X]   also done
        - [ ]
        - [x]no checkbox
        - word [x] later
        - [y] other
        -     [ ] code
        - > [ ] in a quote
        - first

          [ ] second paragraph
        """
    ) == [
        "list 0-12 -",
        "  item 0-1 - checked=False",
        "    paragraph 0-1 'open'",
        "  item 1-2 - checked=True",
        "    paragraph 1-2 'done'",
        "  item 2-3 - checked=True",
        "    paragraph 2-3 'also done'",
        "  item 3-4 - checked=False",
        "    paragraph 3-4 ''",
        "  item 4-5 -",
        "    paragraph 4-5 '[x]no checkbox'",
        "  item 5-6 -",
        "    paragraph 5-6 'word [x] later'",
        "  item 6-7 -",
        "    paragraph 6-7 '[y] other'",
        "  item 7-8 -",
        "    code 7-8 '[ ] code'",
        "  item 8-9 -",
        "    quote 8-9 >",
        "      paragraph 8-9 '[ ] in a quote'",
        "  item 9-12 -",
        "    paragraph 9-10 'first'",
        "    paragraph 11-12 '[ ] second paragraph'",
    ]


def test_quotes_hold_blocks() -> None:
    assert shape(
        """\
        > # Note
        > - one
        >   more
        >
        > text
        lazy
        >> inner
        """
    ) == [
        "quote 0-7 >",
        "  heading 0-1 level=1 # 'Note'",
        "  list 1-3 -",
        "    item 1-3 -",
        "      paragraph 1-3 'one\\nmore'",
        "  paragraph 4-6 'text\\nlazy'",
        "  quote 6-7 >",
        "    paragraph 6-7 'inner'",
    ]


def test_tables_have_a_header_and_as_many_cells_in_each_row() -> None:
    assert shape(
        r"""
        | When | Then \| else |
        |------|:------------:|
        | `a \| b` | **c** | surplus
        only
        | | x |

        after
        """
    ) == [
        "table 1-6",
        "  row 1-2",
        "    cell 1-2 'When'",
        "    cell 1-2 'Then | else'",
        "  row 3-4 level=1",
        "    cell 3-4 'a | b'",
        "    cell 3-4 'c'",
        "  row 4-5 level=2",
        "    cell 4-5 'only'",
        "    cell 4-5 ''",
        "  row 5-6 level=3",
        "    cell 5-6 ''",
        "    cell 5-6 'x'",
        "paragraph 7-8 'after'",
    ]


def test_code_html_breaks_and_definitions() -> None:
    assert shape(
        """\
        ```gherkin  title
        Given a

          And b
        ```
        ~~~
        ~~~

            indented

            code
        ***
        <!-- a

        b -->
        <div>
        c
        </div>

        [Label]:
          <to there> "title"
        """
    ) == [
        "fence 0-5 ``` gherkin  title 'Given a\\n\\n  And b'",
        "fence 5-7 ~~~ ''",
        "code 8-11 'indented\\n\\ncode'",
        "break 11-12 *",
        "html 12-15 '<!-- a\\n\\nb -->'",
        "html 15-18 '<div>\\nc\\n</div>'",
        "definition 19-21 Label to there",
    ]


def test_a_fence_that_is_not_closed_takes_the_rest() -> None:
    assert shape("a\n```\nb\n\n# c") == ["paragraph 0-1 'a'", "fence 1-5 ``` 'b\\n\\n# c'"]


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_front_matter_is_the_first_block(fence: str) -> None:
    assert shape(f"{fence}\ntitle: x\n\nstatus: draft\n{fence} \n# Title\n") == [
        f"front-matter 0-5 {fence} 'title: x\\n\\nstatus: draft'",
        "heading 5-6 level=1 # 'Title'",
    ]


@pytest.mark.parametrize("text", ["---\na: b\n", "\n---\na: b\n---\n", "---\na: b\n+++\n", "+++\na\n"])
def test_front_matter_stands_on_the_first_line_and_is_closed(text: str) -> None:
    assert Kind.FRONT_MATTER not in {block.kind for block in read(text).blocks}


def test_a_byte_order_mark_hides_nothing() -> None:
    assert shape("\ufeff# Title") == ["heading 0-1 level=1 # 'Title'"]
    assert shape("\ufeff---\na: b\n---\n") == ["front-matter 0-3 --- 'a: b'"]
    assert shape("\ufeff- item") == ["list 0-1 -", "  item 0-1 -", "    paragraph 0-1 'item'"]


def test_lines_end_where_the_text_layer_says() -> None:
    assert shape("# a\r\rb\x0cc\u2028d\r\n\r\n- e\x85\x00f\r") == [
        "heading 0-1 level=1 # 'a'",
        "paragraph 2-3 'b\\x0cc\\u2028d'",
        "list 4-5 -",
        "  item 4-5 -",
        "    paragraph 4-5 'e\\x85\\x00f'",
    ]


def test_the_lines_of_a_block_count_from_its_top_level_block() -> None:
    markdown = read("# a\n\ntext\n\n- b\n  - c\n")
    assert markdown.starts == (0, 2, 4)
    assert markdown.lines == 7
    inner = markdown.blocks[2].children[0].children[1]
    assert (inner.kind, inner.line, inner.end_line) == (Kind.LIST, 1, 2)


def test_an_empty_document_has_no_blocks() -> None:
    assert [read(text).blocks for text in ("", "\n", "  \n\t\n", "\ufeff")] == [(), (), (), ()]


def test_what_is_nested_too_deeply_stays_text() -> None:
    assert shape(">" * 101 + " a\n\nb") == [f"paragraph 0-1 '{'>' * 101} a'", "paragraph 2-3 'b'"]


def test_the_types_come_without_the_parser() -> None:
    check = (
        "import sys, whylint.text.edits, whylint.text.encoding, whylint.markdown.blocks\n"
        "sys.exit('markdown_it' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", check], check=True)


HOSTILE = {
    "brackets": "[" * 50_000,
    "image brackets": "![" * 10_000,
    "nested images": "![" * 240 + "a" + "](b)" * 240,
    "quotes": ">" * 2_000 + " a",
    "lists in one line": "- " * 2_000 + "a",
    "nested lists": "".join("  " * depth + "- a\n" for depth in range(300)),
    "mixed": "> - 1. " * 500 + "a",
    "stars": "*a " * 15_000,
    "backticks": "".join("`" * length + " " for length in range(300)),
    "comments": "x <!-- " * 7_000,
    "one long line": "word **word** " * 80_000,
    "surrogates": "[a]: http://\ud800\n\n[x](\udfff) <http://\ud800> [a]\n",
    "entities": "&#0; &#xD800; &#x110000; &#9999999999; &NotEqualTilde;",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_makes_it_fail(name: str) -> None:
    assert read(f"{HOSTILE[name]}\n\nafter\n").blocks[-1].kind is Kind.PARAGRAPH
