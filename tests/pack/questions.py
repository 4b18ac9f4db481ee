"""Short ways to make one question, and to draw it as a page would."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from safeguarding.fields import DayField, WordsField
from safeguarding.forms import SafeguardingForm
from safeguarding.widgets import Checkboxes, Radios, WordsInput

OPTIONS = [(str(number), f"GOV.UK frontend option {number}") for number in (1, 2, 3)]


def question(name, field, *, id=None, wrong="", wrong_parts=None, shown=None, heading=False, others=None):
    """One question as a page draws it: with an error where `wrong` says so, with a value where `shown` does."""
    field.widget.attrs["id"] = id or name
    field.error_messages["required"] = wrong
    field.asked, field.required = True, not wrong_parts
    parts = {name: field, **(others or {}), "heading": name if heading else ""}
    form = type("Asked", (SafeguardingForm,), {**parts, "label_sizes": {} if heading else {name: ""}})
    asked = form({} if wrong else None, auto_id="%s", initial={name: shown})
    if wrong_parts:
        asked.add_error(name, ValidationError(wrong, params={"parts": wrong_parts}))
    return render_to_string("pack/field.html", {"field": asked[name]})


def component(template, **values):
    """A component with the values it names at its top."""
    return render_to_string(f"components/{template}.html", values)


def line(label, hint="", **kwargs):
    return forms.CharField(label=label, help_text=hint, **kwargs)


def words(label, hint="", limit=None, rows=5):
    return WordsField(label=label, help_text=hint, widget=WordsInput(rows=rows, limit=limit))


def choice(label, options, hint="", **kwargs):
    return forms.ChoiceField(label=label, help_text=hint, choices=options, widget=Radios(**kwargs))


def choices(label, options, hint="", **kwargs):
    return forms.MultipleChoiceField(label=label, help_text=hint, choices=options, widget=Checkboxes(**kwargs))


def select(label, hint=""):
    return forms.ChoiceField(label=label, help_text=hint, choices=OPTIONS)


def password(label, hint="", **attrs):
    return forms.CharField(label=label, help_text=hint, widget=forms.PasswordInput(attrs))


def revealed(label):
    return forms.CharField(label=label, widget=forms.TextInput({"class": "govuk-!-width-one-third"}))


def birthday(**kwargs):
    return DayField(label="What is your date of birth?", help_text="For example, 31 3 1980", **kwargs)
