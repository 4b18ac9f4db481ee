"""What the pack does with hostile words, with plain forms, and with what was typed."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string

from safeguarding.fields import DayField, WordsField
from safeguarding.forms import SafeguardingForm
from safeguarding.widgets import Checkboxes, LineInput, Radios
from tests.pack.outline import outline

HOSTILE = "<script>alert(1)</script>\"'>&"


class Tags(HTMLParser):
    """The names of the tags that a browser would see."""

    def __init__(self, html):
        super().__init__()
        self.names = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        assert not any(name.startswith("on") or name == "style" for name, _value in attrs)


class Hostile(SafeguardingForm):
    line = forms.CharField(label=HOSTILE, help_text=HOSTILE, widget=LineInput(prefix=HOSTILE, suffix=HOSTILE))
    words = WordsField(label=HOSTILE, help_text=HOSTILE)
    one = forms.ChoiceField(
        label=HOSTILE,
        help_text=HOSTILE,
        choices=[(HOSTILE, HOSTILE), ("b", "B")],
        widget=Radios(hints={HOSTILE: HOSTILE}, dividers={HOSTILE: HOSTILE}),
    )
    some = forms.MultipleChoiceField(
        label=HOSTILE, choices=[(HOSTILE, HOSTILE)], widget=Checkboxes(hints={HOSTILE: HOSTILE})
    )
    listed = forms.ChoiceField(label=HOSTILE, choices=[(HOSTILE, HOSTILE)])
    day = DayField(label=HOSTILE, help_text=HOSTILE)
    ticked = forms.BooleanField(label=HOSTILE, help_text=HOSTILE)
    secret = forms.CharField(label=HOSTILE, widget=forms.PasswordInput)
    kept = forms.CharField(widget=forms.HiddenInput)


@pytest.mark.parametrize("name", Hostile.base_fields)
def test_nothing_a_person_wrote_becomes_markup(name):
    typed = {"line": HOSTILE, "words": HOSTILE, "day_day": HOSTILE, "kept": HOSTILE, "one": HOSTILE}
    form = Hostile(typed)
    form.full_clean()
    form.add_error(name, HOSTILE)
    drawn = render_to_string("pack/field.html", {"field": form[name]})
    assert "script" not in Tags(drawn).names
    assert "<script" not in drawn


@pytest.mark.parametrize("template", ["summary_list", "summary_card", "table", "timeline", "quote", "task_list"])
def test_components_escape_what_they_are_given(template):
    row = {"key": HOSTILE, "value": HOSTILE, "lang": HOSTILE, "actions": [{"url": HOSTILE, "text": HOSTILE}]}
    entry = {"title": HOSTILE, "by": HOSTILE, "words": HOSTILE, "lang": HOSTILE, "text": HOSTILE, "tag": HOSTILE}
    values = {
        "title": HOSTILE,
        "caption": HOSTILE,
        "rows": [row] if "summary" in template else [[HOSTILE, {"text": HOSTILE, "url": HOSTILE, "note": HOSTILE}]],
        "head": [HOSTILE, HOSTILE],
        "entries": [entry],
        "tasks": [{"text": HOSTILE, "url": HOSTILE, "status": HOSTILE, "colour": HOSTILE}],
        "words": HOSTILE,
        "lang": HOSTILE,
        "by": HOSTILE,
    }
    drawn = render_to_string(f"components/{template}.html", values)
    assert "&lt;script&gt;" in drawn
    assert "script" not in Tags(drawn).names


def test_words_come_back_exactly_as_typed():
    class Asked(SafeguardingForm):
        words = WordsField()

    typed = "\n\n  “He said”\n\tline \n"
    drawn = render_to_string("pack/field.html", {"field": Asked({"words": typed})["words"]})
    assert repr(typed) in [line.strip() for line in outline(drawn)]


def test_no_browser_rule_stops_a_person_typing():
    class Asked(SafeguardingForm):
        line = forms.CharField(max_length=3, min_length=2)
        number = forms.IntegerField(min_value=1, max_value=9)
        email = forms.EmailField()

    drawn = "".join(render_to_string("pack/field.html", {"field": field}) for field in Asked())
    for rule in (" required", "maxlength", "minlength", " min=", " max=", "pattern", "placeholder"):
        assert rule not in drawn


def test_a_form_of_a_library_is_drawn_like_ours():
    class Plain(forms.Form):
        name = forms.CharField(help_text="Hint", widget=forms.TextInput({"placeholder": "Name", "autofocus": True}))

    drawn = Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(Context({"form": Plain({})}))
    assert 'class="govuk-input govuk-input--error"' in drawn
    assert 'aria-describedby="id_name-hint id_name-error"' in drawn
    assert "placeholder" not in drawn and "autofocus" not in drawn


def test_a_question_that_belongs_to_an_option_is_drawn_once_and_inside_it():
    class Asked(SafeguardingForm):
        when = forms.ChoiceField(choices=[("now", "Now"), ("then", "Then")], widget=Radios(reveals={"then": "day"}))
        day = DayField()

    drawn = Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": Asked()}))
    assert drawn.count('name="day_day"') == 1
    assert drawn.index('id="conditional-id_when-2"') < drawn.index('name="day_day"')
    assert drawn.count("<fieldset") == 2
