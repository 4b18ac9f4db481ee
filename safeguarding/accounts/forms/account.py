"""What a person chooses for themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguarding.forms import SafeguardingForm
from safeguarding.widgets import Radios


class LanguageForm(SafeguardingForm):
    """The language of the pages and of letters to you."""

    heading = "preferred"
    label_sizes = {"preferred": "l"}
    preferred = forms.ChoiceField(
        label=_("Which language do you want to use?"),
        help_text=_("Pages, papers and emails to you will be in this language. You can change it at any time."),
        choices=[("cy", "Cymraeg"), ("en", "English")],
        widget=Radios(),
        error_messages={"required": _("Select a language"), "invalid_choice": _("Select a language")},
    )
