"""The base form: what is asked only when an option is chosen, what is optional, what is wrong and in which order."""

import pytest
from crispy_forms.layout import Layout
from django import forms
from django.utils import translation

from safeguarding.fields import DayField, TimeField, WordsField
from safeguarding.forms import SafeguardingForm
from safeguarding.templatetags.pack import label_of, problems
from safeguarding.widgets import Checkboxes, Radios
from tests.architecture import house


class When(SafeguardingForm):
    when = forms.ChoiceField(
        label="When?",
        choices=[("now", "Now"), ("then", "Another time")],
        widget=Radios(reveals={"then": ("day", "note")}),
        error_messages={"required": "Select when it happened"},
    )
    day = DayField(label="Day", error_messages={"required": "Enter the day"})
    note = forms.CharField(label="Note", required=False)
    where = forms.CharField(label="Where?", required=False)


def errors_of(data):
    return [problem["text"] for problem in problems(When(data))]


def test_an_answer_is_asked_for_only_under_the_option_that_was_chosen():
    assert errors_of({"when": "now"}) == []
    assert errors_of({"when": "then"}) == ["Enter the day"]
    assert errors_of({}) == ["Select when it happened"]


def test_a_mistake_under_an_option_not_chosen_is_no_mistake_and_no_answer():
    form = When({"when": "now", "day_day": "99", "note": "left over"})
    assert form.is_valid()
    assert form.cleaned_data == {"when": "now", "day": None, "note": "", "where": ""}


def test_an_answer_under_the_chosen_option_is_kept():
    form = When({"when": "then", "day_day": "4", "day_month": "6", "day_year": "2026", "note": "x"})
    assert form.is_valid() and form.cleaned_data["day"].isoformat() == "2026-06-04"
    assert form.cleaned_data["note"] == "x"


def test_a_null_character_is_refused_in_the_readers_own_language():
    form = When({"when": "now", "where": "a\x00b"})
    with translation.override("en"):
        assert form.errors["where"] == [str(WordsField.default_error_messages["unkeepable"])]
    with translation.override("cy"):
        [said] = When({"when": "now", "where": "a\x00b"}).errors["where"]
    assert said.startswith("Mae") and "Null" not in said


@pytest.mark.parametrize("path", ["/sign-in/", "/reset-password/"])
def test_a_null_character_on_a_page_of_the_librarys_is_refused_so_too(path, client, db):
    client.cookies["language"] = "cy"
    page = client.post(path, {"login": "a\x00@b.example", "email": "a\x00@b.example", "password": "x\x00"})
    assert "Null characters" not in page.content.decode() and page.context["form"].errors


def test_every_form_of_the_house_is_built_on_the_base():
    """So that what the base says in both languages is said on every page."""
    plain = [path for path in house.python_files() if "(forms.Form)" in path.read_text()]
    assert [house.name_of(path) for path in plain] == []


def test_options_that_can_be_chosen_together_each_ask_for_their_own():
    class About(SafeguardingForm):
        about = forms.MultipleChoiceField(
            choices=[("mark", "Mark"), ("online", "Online")], widget=Checkboxes(reveals={"mark": "where"})
        )
        where = forms.CharField(error_messages={"required": "Enter where the mark was"})

    assert About({"about": ["online"]}).is_valid()
    assert About({"about": ["online", "mark"]}).errors == {"where": ["Enter where the mark was"]}


def test_only_questions_that_need_no_answer_are_marked():
    form = When()
    assert [label_of(form[name]) for name in form.fields] == [
        "When?",
        "Day",
        "Note (optional)",
        "Where? (optional)",
    ]


def test_a_filter_marks_nothing():
    class Filter(When):
        mark_optional = False

    assert label_of(Filter()["where"]) == "Where?"


def test_errors_stand_in_the_order_of_the_page_not_of_the_class():
    class Turned(SafeguardingForm):
        first = forms.CharField(error_messages={"required": "First"})
        second = forms.CharField(error_messages={"required": "Second"})

        def layout(self):
            return Layout("second", "first")

    assert [problem["text"] for problem in problems(Turned({}))] == ["Second", "First"]


@pytest.mark.parametrize("data", [None, {"when": "now"}])
def test_there_are_no_problems_before_sending_and_none_when_all_is_well(data):
    assert problems(When(data)) == []


def test_an_error_of_radios_leads_to_the_first_of_them():
    assert problems(When({}))[0]["href"] == "#id_when"


def test_two_forms_of_a_class_do_not_share_anything():
    one, other = When(), When()
    one.fields["when"].widget.attrs["class"] = "changed"
    one.fields["day"].required = "changed"
    assert "class" not in other.fields["when"].widget.attrs and other.fields["day"].required is False
    assert When.base_fields["day"].required is True


def test_a_time_is_shown_again_as_it_was_typed():
    class Told(SafeguardingForm):
        at = TimeField()

    assert Told({"at": "25.99"})["at"].value() == "25.99"


def test_what_the_framework_would_say_is_said_in_our_words():
    class Asked(SafeguardingForm):
        name = forms.CharField(max_length=3)
        kind = forms.ChoiceField(choices=[("A", "A")])

    for code, words in (("en", ("must be 3 characters or fewer", "Select one of the answers")), ("cy", ("", ""))):
        with translation.override(code):
            asked = Asked({"name": "abcd", "kind": "<b>x</b>"})
            said = [str(asked.errors[name][0]) for name in ("name", "kind")]
            assert all(part in sentence for part, sentence in zip(words, said, strict=True))
            assert "<b>" not in "".join(said) and "Ensure" not in "".join(said)
