"""The base of every form: what is asked, in which order, what is wrong, and where to mend it."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from safeguarding.fields import WordsField, says_something

# Django's own words for these are in no Welsh catalogue, repeat what was typed, or say nothing of what to do.
OURS = {
    "null_characters_not_allowed": WordsField.default_error_messages["unkeepable"],
    "max_length": WordsField.default_error_messages["max_length"],
    "invalid_choice": _("Select one of the answers on this page"),
}
DJANGOS = (None, forms.ChoiceField.default_error_messages["invalid_choice"])


class House:
    """How any form behaves here. Mixed into SafeguardingForm, and into forms that come from a library.

    `heading`: name of the field whose label is the page's heading. `label_sizes`: "s", "m" or "l" by field name.
    `mark_optional`: whether an unmarked question is a required one (off for filters).
    """

    use_required_attribute = False
    heading = ""
    label_sizes: dict[str, str] = {}
    mark_optional = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.revealed = dict(_revealed_fields(self.fields))
        for name in self.revealed:
            self.fields[name].asked = self.fields[name].required
            self.fields[name].required = False

    def layout(self) -> Layout:
        """The questions in the order of the page; revealed ones stand inside the option they belong to."""
        return Layout(*(name for name in self.fields if name not in self.revealed))

    @property
    def helper(self) -> FormHelper:
        """What crispy draws: the fields only. The <form>, its token and its buttons belong to the template."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = self.layout()
        return helper

    def reading_order(self) -> list[str]:
        """Every field's name, as met from the top of the page to its end."""
        laid_out = [pointer.name for pointer in self.layout().get_field_names() if pointer.name in self.fields]
        order = [each for name in laid_out for each in (name, *self._revealed_by(name))]
        return order + [name for name in self.fields if name not in order]

    def _revealed_by(self, parent):
        return [name for name, (owner, _value) in self.revealed.items() if owner == parent]

    def _clean_fields(self):
        for field in self.fields.values():
            known = field.error_messages
            known |= {code: words for code, words in OURS.items() if known.get(code) in DJANGOS}
        super()._clean_fields()
        for name, (parent, value) in self.revealed.items():
            if value not in _chosen(self.cleaned_data.get(parent)):
                self._forget(name)
            elif self.fields[name].asked and name not in self.errors and _blank(self.cleaned_data.get(name)):
                missing = self.fields[name].error_messages["required"]
                self.add_error(name, forms.ValidationError(missing, code="required"))

    def _forget(self, name):
        """An answer under an option that was not chosen is no answer, and no mistake either."""
        self._errors.pop(name, None)
        field = self.fields[name]
        self.cleaned_data[name] = field.clean(field.widget.value_from_datadict({}, {}, name))


class SafeguardingForm(House, forms.Form):
    """A form of ours."""


def _revealed_fields(fields):
    for parent, field in fields.items():
        for value, names in getattr(field.widget, "reveals", {}).items():
            for name in names:
                yield name, (parent, str(value))


def _chosen(answer) -> list[str]:
    answers = answer if isinstance(answer, list | tuple | set) else [answer]
    return [str(getattr(each, "pk", each)) for each in answers]


def _blank(answer) -> bool:
    return answer in (None, "", [], ()) or (isinstance(answer, str) and not says_something(answer))
