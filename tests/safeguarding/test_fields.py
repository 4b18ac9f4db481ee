"""Words are kept exactly; days, times and moments are read as people write them, and refused with the part to mend."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.clock import LONDON
from safeguarding.fields import DayField, MomentField, TimeField, WordsField

ANY_TEXT = st.text(alphabet=st.characters(), max_size=40)
NEAR_NUMBERS = st.one_of(st.integers(-5, 40).map(str), st.sampled_from(["", "Mai", "mar.", "٣", "0", "2026"]), ANY_TEXT)
NOON = datetime(2026, 6, 4, 12, tzinfo=LONDON)


def refusal(field, value):
    """The words and the parts of the refusal."""
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    error = caught.value.error_list[0]
    return str(caught.value.messages[0]), (error.params or {}).get("parts")


# --- words


@pytest.mark.parametrize("text", [" leading", "trailing \n\n", "\n\nfirst", "tab\t", "“Welsh ŵ ŷ”", "😀", "a\u200bb"])
def test_words_are_kept_as_typed(text):
    assert WordsField().clean(text) == text


def test_only_line_endings_are_made_alike():
    assert WordsField().clean("one\r\ntwo\rthree\n") == "one\ntwo\nthree\n"


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "\udfff"])
def test_words_that_could_not_be_given_back_are_refused(text):
    assert "hidden character" in refusal(WordsField(), text)[0]


@pytest.mark.parametrize("text", ["", "   ", "\r\n\t", None])
def test_blanks_are_no_answer(text):
    assert refusal(WordsField(error_messages={"required": "Enter what happened"}), text)[0] == "Enter what happened"
    assert WordsField(required=False).clean(text) == ""


def test_the_limit_counts_a_line_ending_once():
    assert WordsField(max_length=3).clean("a\r\nb") == "a\nb"
    assert refusal(WordsField(max_length=2), "a\r\nb")[0] == "Your text must be 2 characters or fewer"


@given(ANY_TEXT)
def test_any_words_are_kept_or_refused_and_never_break(text):
    try:
        kept = WordsField(required=False).clean(text)
    except ValidationError:
        assert "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text)
    else:
        assert kept == text.replace("\r\n", "\n").replace("\r", "\n") or not text.strip()
        kept.encode()


# --- days


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "Mawrth", "Maw."])
def test_a_month_may_be_a_number_or_a_name_in_either_language(month):
    assert DayField().clean([" 27 ", month, "2026"]) == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("typed", "words", "parts"),
    [
        (["", "", ""], "Enter a date", ("day", "month", "year")),
        (["", "3", "2026"], "Date must include a day", ("day",)),
        (["27", "", "2026"], "Date must include a month", ("month",)),
        (["27", "3", ""], "Date must include a year", ("year",)),
        (["", "", "2026"], "Date must include a day and month", ("day", "month")),
        (["", "3", ""], "Date must include a day and year", ("day", "year")),
        (["27", "", ""], "Date must include a month and year", ("month", "year")),
        (["27", "13", "2026"], "Date must be a real date", ("month",)),
        (["32", "x", "2026"], "Date must be a real date", ("day", "month")),
        (["31", "2", "2026"], "Date must be a real date", ("day", "month", "year")),
        (["27", "3", "26"], "Year must include 4 numbers", ("year",)),
        (["27", "3", "-2026"], "Date must be a real date", ("year",)),
    ],
)
def test_a_day_that_is_wrong_names_the_parts_to_mend(typed, words, parts):
    assert refusal(DayField(), typed) == (words, parts)


@time_machine.travel(NOON, tick=False)
def test_a_day_may_be_held_to_the_past_or_the_future():
    today, tomorrow = ["4", "6", "2026"], ["5", "6", "2026"]
    assert DayField(past=True).clean(today) == DayField(future=True).clean(today) == date(2026, 6, 4)
    assert refusal(DayField(past=True), tomorrow)[0] == "Date must be today or in the past"
    assert refusal(DayField(future=True), ["3", "6", "2026"])[0] == "Date must be today or in the future"


@time_machine.travel(datetime(2026, 6, 4, 23, 30, tzinfo=UTC), tick=False)
def test_today_is_today_at_the_school():
    assert DayField(past=True).clean(["5", "6", "2026"]) == date(2026, 6, 5)


def test_an_optional_day_may_be_left_out_but_not_half_given():
    field = DayField(required=False)
    assert field.clean(["", "", ""]) is None and field.clean(None) is None
    assert refusal(field, ["4", "", ""])[0] == "Date must include a month and year"


@given(st.lists(NEAR_NUMBERS, max_size=5) | st.none() | ANY_TEXT.map(lambda text: [text] * 3))
def test_any_day_is_read_or_refused_and_never_breaks(typed):
    try:
        read = DayField().clean(typed)
    except ValidationError as error:
        assert set(error.error_list[0].params["parts"]) <= {"day", "month", "year"}
    else:
        assert isinstance(read, date)


@time_machine.travel(NOON, tick=False)
@given(st.dates(date(1996, 1, 1), date(2028, 12, 31)))
def test_every_day_is_read_back_from_what_is_shown(day):
    field = DayField()
    shown = field.widget.decompress(day)
    shown[2] = shown[2].zfill(4)
    assert field.clean(shown) == day


# --- times


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("10:40", time(10, 40)),
        ("10.40", time(10, 40)),
        ("1040", time(10, 40)),
        ("940", time(9, 40)),
        (" 9:05 ", time(9, 5)),
        ("9:5am", time(9, 5)),
        ("9.05 a.m.", time(9, 5)),
        ("2pm", time(14)),
        ("2:15 PM", time(14, 15)),
        ("12am", time(0)),
        ("12:30pm", time(12, 30)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
        ("3:20yp", time(15, 20)),
        ("9yb", time(9)),
        ("14:05pm", None),
        ("24:00", None),
        ("10:60", None),
        ("10", None),
        ("ten", None),
        ("١٠:٤٠", None),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, read):
    if read is None:
        assert "24-hour clock" in refusal(TimeField(), typed)[0]
    else:
        assert TimeField().clean(typed) == read


def test_a_time_may_be_left_out():
    assert TimeField(required=False).clean("") is None
    assert refusal(TimeField(), " ")[0] == "Enter a time"


@given(ANY_TEXT | st.from_regex(r"[0-9:.]{0,6}\s?(am|pm|yb)?", fullmatch=True))
def test_any_time_is_read_or_refused_and_never_breaks(typed):
    try:
        read = TimeField(required=False).clean(typed)
    except ValidationError as error:
        assert error.messages
    else:
        assert isinstance(read, time) or not typed.strip()


# --- moments


def test_a_moment_is_in_the_schools_own_time():
    summer = MomentField().clean(["4", "6", "2026", "9:32am"])
    assert summer.astimezone(UTC) == datetime(2026, 6, 4, 8, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        (["4", "6", "2026", ""], ("time",)),
        (["4", "6", "2026", "25:00"], ("time",)),
        (["4", "6", "", "10:40"], ("year",)),
        (["", "", "", "10:40"], ("day", "month", "year")),
        (["29", "3", "2026", "1:30"], ("time",)),
    ],
)
def test_a_moment_that_is_wrong_names_the_parts_to_mend(typed, parts):
    assert refusal(MomentField(), typed)[1] == parts


@time_machine.travel(NOON, tick=False)
def test_a_moment_may_be_held_to_the_past():
    assert MomentField(past=True).clean(["4", "6", "2026", "12:00"]) == NOON
    assert refusal(MomentField(past=True), ["4", "6", "2026", "12:01"])[0] == "Date and time must be in the past"


def test_a_moment_is_shown_as_the_schools_clocks_showed_it():
    field = MomentField()
    shown = field.widget.decompress(field.prepare_value(datetime(2026, 6, 4, 8, 32, tzinfo=UTC)))
    assert shown == ["4", "6", "2026", "09:32"]


@given(st.lists(NEAR_NUMBERS, max_size=5))
def test_any_moment_is_read_or_refused_and_never_breaks(typed):
    try:
        assert MomentField().clean(typed).tzinfo
    except ValidationError as error:
        assert error.error_list[0].params["parts"]


@pytest.mark.parametrize("text", [".", "- - -", "…", "?!"])
def test_full_stops_and_dashes_are_no_words_where_words_are_needed(text):
    assert refusal(WordsField(error_messages={"required": "Enter why"}), text)[0] == "Enter why"
    assert WordsField(required=False).clean(text) == text


@pytest.mark.parametrize("text", ["7", "😢", "Ia.", "不"])
def test_one_letter_figure_or_sign_is_an_answer(text):
    assert WordsField().clean(text) == text


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(("year", "is_taken"), [("1995", False), ("1996", True), ("2028", True), ("2029", False)])
def test_a_year_far_off_is_a_slip_of_the_finger(year, is_taken):
    if is_taken:
        assert DayField().clean(["1", "6", year]).year == int(year)
    else:
        assert refusal(DayField(), ["1", "6", year]) == ("Year must be between 1996 and 2028", ("year",))


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_ends_of_the_calendar_do_not_break_a_moment(year):
    for typed in (["1", "1", year, "0:00"], ["31", "12", year, "23:59"]):
        try:
            assert MomentField().clean(typed)
        except ValidationError as error:
            assert error.error_list[0].params["parts"] == ("year",)
