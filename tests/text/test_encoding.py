import pytest
from hypothesis import given
from hypothesis import strategies as st

from whylint.text.encoding import Encoding, to_column, to_units

LINE = "aé€😀z\r\n"


@pytest.mark.parametrize(
    ("encoding", "units"),
    [
        (Encoding.UTF_8, [0, 1, 3, 6, 10, 11]),
        (Encoding.UTF_16, [0, 1, 2, 3, 5, 6]),
        (Encoding.UTF_32, [0, 1, 2, 3, 4, 5]),
    ],
)
def test_columns_count_units(encoding: Encoding, units: list[int]) -> None:
    assert [to_units(LINE, column, encoding) for column in range(6)] == units
    assert [to_column(LINE, unit, encoding) for unit in units] == list(range(6))


def test_a_place_inside_a_character_is_its_beginning() -> None:
    assert to_column(LINE, 4, Encoding.UTF_16) == 3
    assert [to_column(LINE, unit, Encoding.UTF_8) for unit in (7, 8, 9)] == [3, 3, 3]


@pytest.mark.parametrize("encoding", Encoding)
@pytest.mark.parametrize("line", [LINE, "ascii\n", ""])
def test_a_place_outside_the_line_is_the_nearest_end_of_its_content(line: str, encoding: Encoding) -> None:
    length = len(line.rstrip())
    assert to_column(line, 99, encoding) == length
    assert to_units(line, 99, encoding) == to_units(line, length, encoding)
    assert (to_column(line, -1, encoding), to_units(line, -1, encoding)) == (0, 0)


@pytest.mark.parametrize("encoding", Encoding)
@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=())))
def test_each_column_survives_the_way_there_and_back(encoding: Encoding, line: str) -> None:
    size = {Encoding.UTF_8: 1, Encoding.UTF_16: 2, Encoding.UTF_32: 4}[encoding]
    codec = encoding if encoding is Encoding.UTF_8 else f"{encoding}-le"
    for column in range(len(line) + 1):
        units = to_units(line, column, encoding)
        assert units == len(line[:column].encode(codec, "surrogatepass")) // size
        assert to_column(line, units, encoding) == column
