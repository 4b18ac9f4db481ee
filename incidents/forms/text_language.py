"""The question in which language somebody's words are."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import LANGUAGE_CHOICES
from safeguarding.widgets import Radios


class TextLanguageField(forms.ChoiceField):
    """Asked beside every text that is kept as it was typed: it is read out in its own language."""

    default_error_messages = {"required": _("Select the language of your text")}

    def __init__(self) -> None:
        super().__init__(
            label=_("Which language is your text in?"),
            choices=LANGUAGE_CHOICES,
            widget=Radios(inline=True, small=True),
        )
