"""The questions about a record that was sent: something that was forgotten, and a call."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.categories import CallTo
from incidents.drafts import LONGEST
from incidents.forms.recording import Redisplayed
from incidents.forms.text_language import TextLanguageField
from safeguarding import clock
from safeguarding.fields import MomentField, WordsField
from safeguarding.widgets import LineInput, Radios


class AddForm(Redisplayed):
    """Something the reporter forgot."""

    heading = "words"
    words = WordsField(
        label=_("Add something you forgot"),
        help_text=_("What you sent before stays as it is. This is added to it, with the time."),
        max_length=LONGEST,
        rows=8,
        error_messages={"required": _("Enter what you want to add")},
    )
    text_language = TextLanguageField()


class CallForm(Redisplayed):
    """A call the reporter made themselves."""

    called = forms.ChoiceField(
        label=_("Who did you call?"),
        choices=CallTo.choices,
        widget=Radios,
        error_messages={"required": _("Select who you called")},
    )
    called_at = MomentField(
        label=_("When did you call?"), past=True, error_messages={"required": _("Enter when you called")}
    )
    spoke_to = forms.CharField(label=_("Who did you speak to?"), required=False, max_length=200)
    agency_reference = forms.CharField(
        label=_("Their reference"), required=False, max_length=80, widget=LineInput(width=20)
    )

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("initial", {"called_at": clock.now()})
        super().__init__(*args, **kwargs)
