"""From bytes to rows."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.schools.roll.files import take
from safeguarding.schools.roll.findings import RollRefused
from safeguarding.schools.roll.opening import open_roll
from safeguarding.schools.roll.reading import UTF_8, WINDOWS_1252, read_table
from tests.safeguarding.schools.roll.lists import TODAY, listed, pupil


def refusal(content: bytes, **limits) -> RollRefused:
    with pytest.raises(RollRefused) as caught:
        read_table(content, **limits)
    return caught.value


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_list_is_read_in_every_encoding_and_separator(separator, encoding):
    content = listed(pupil(1, Legal_forename="Siôn", Form="9, or 9; AE"), separator=separator, encoding=encoding)
    table = read_table(content)
    row = dict(zip(table.headings, table.rows[0].cells, strict=True))
    assert (row["Legal forename"], row["Form"]) == ("Siôn", "9, or 9; AE")
    assert table.separator == separator
    assert table.encoding == (WINDOWS_1252 if encoding == "cp1252" else UTF_8)


def test_letters_that_windows_1252_lacks_come_through_utf_8():
    table = read_table(listed(pupil(1, Legal_forename="Ŵŷâ Nguyễn Łódź")))
    assert "Ŵŷâ Nguyễn Łódź" in table.rows[0].cells


@pytest.mark.parametrize("line_end", [b"\r\n", b"\n", b"\r"])
def test_every_line_end_ends_a_row(line_end):
    content = listed(pupil(1), pupil(2)).replace(b"\r\n", line_end)
    assert [row.number for row in read_table(content).rows] == [2, 3]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them():
    lines = listed(pupil(1), pupil(2, Form='"9\nAE"'), pupil(3)).split(b"\r\n")
    content = b"\r\n".join([*lines[:2], b"", b",,,,,,,", *lines[2:]])
    assert [row.number for row in read_table(content).rows] == [2, 5, 6]


def test_a_first_line_that_names_the_separator_for_excel_is_passed_over():
    table = read_table(b"sep=;\r\n" + listed(pupil(1), separator=";"))
    assert (table.separator, table.headings[0], table.rows[0].number) == (";", "UPN", 2)


def test_no_more_than_the_limit_is_read_of_a_huge_file():
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            assert size >= 0
            self.given += size
            return b"a" * size

    stream = Endless()
    with pytest.raises(RollRefused) as caught:
        take(stream, max_bytes=1000)
    assert caught.value.code == "too_large"
    assert stream.given == 1001


def test_as_many_rows_as_are_allowed_are_read():
    content = listed(*[pupil(number) for number in range(3)])
    assert len(read_table(content, max_rows=3).rows) == 3
    assert refusal(content, max_rows=2).code == "too_many_rows"


def test_a_row_of_another_length_is_named():
    content = listed(pupil(1), pupil(2)) + b"one,two\r\n"
    refused = refusal(content)
    assert refused.code == "row_length"
    assert refused.params == {"row": 4, "found": 2, "expected": 8}


def test_a_quotation_mark_that_is_never_closed_is_named():
    assert refusal(listed(pupil(1)) + b'"open,2').code == "quotes"


def test_a_bom_with_other_letters_than_utf_8_is_refused():
    refused = refusal(b"\xef\xbb\xbf" + listed(pupil(1, Legal_forename="Siôn"), encoding="cp1252"))
    assert (refused.code, refused.params["line"]) == ("encoding", 2)


@given(st.binary(max_size=400))
def test_whatever_is_handed_over_it_is_refused_or_read(content):
    try:
        open_roll(content, today=TODAY)
    except RollRefused as refused:
        assert refused.message


@given(st.text(max_size=200))
def test_whatever_stands_in_the_cells_a_row_is_a_pupil_or_a_problem(text):
    content = listed(*[pupil(1) | {heading: text} for heading in pupil(1)])
    try:
        roll = open_roll(content, today=TODAY)
    except RollRefused as refused:
        assert refused.message
        return
    assert len({*(row.row for row in roll.checked.rows), *(problem.row for problem in roll.checked.problems)}) == (
        roll.row_count
    )
