"""What a school says of its contacts, platforms, tools, steps, letters and hints."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguarding.directory.kinds import Kind
from safeguarding.directory.models import AgencyKind
from safeguarding.fields import WordsField
from safeguarding.forms import SafeguardingForm
from safeguarding.widgets import LineInput, Radios

CHANGED_MEANWHILE = _(
    "Somebody has changed this entry since you opened the page. What you typed is kept here: look at it, and press the "
    "button again to put it in place of theirs."
)
NO_WAY = _("Enter a telephone number, an e-mail address or a web address")


def _line(label, length: int, *, asks=None, width=None, **more) -> forms.CharField:
    """A short text; `asks` is what is said when it is missing."""
    told = {"error_messages": {"required": asks}} if asks else {"required": False}
    return forms.CharField(label=label, max_length=length, widget=LineInput(width=width), **told, **more)


def _words(label, length: int, *, asks=None, rows=4, **more) -> WordsField:
    told = {"error_messages": {"required": asks}} if asks else {"required": False}
    return WordsField(label=label, max_length=length, rows=rows, **told, **more)


def _source() -> forms.CharField:
    return _line(
        _("Where do you know this from?"),
        200,
        asks=_("Enter where you know this from"),
        help_text=_("For example, the website of the council."),
    )


class EntryForm(SafeguardingForm):
    """The base: it knows what the entry held when the page was opened."""

    welsh: tuple[str, ...] = ()  # which texts may be left in English alone
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict:
        """A Welsh text that is left empty is the English one: nobody is shown an empty place."""
        found = super().clean()
        for name in self.welsh:
            found[f"{name}_cy"] = found.get(f"{name}_cy") or found.get(f"{name}_en", "")
        return found

    @property
    def said(self) -> dict:
        """What the entry is to hold."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def changed_meanwhile(self, seen: str) -> None:
        """Says that somebody else was there first; what was typed stays, and can be sent again."""
        self.data = self.data.copy()
        self.data["seen"] = seen
        self.add_error(None, CHANGED_MEANWHILE)

    def unjudged(self) -> "EntryForm":
        """The form with what was typed, before anything is said about it: for a change of language."""
        self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}
        return self


class ContactForm(EntryForm):
    """Whom it reaches, how and when."""

    welsh = ("name", "when")
    name_en = _line(_("Name in English"), 120, asks=_("Enter the name"))
    name_cy = _line(_("Name in Welsh"), 120, help_text=_("Leave it empty to show the English name."))
    unit = _line(_("Unit or team"), 120)
    phone = _line(_("Telephone number"), 40, width=20)
    email = _line(_("E-mail address"), 120)
    web = _line(_("Web address"), 200, help_text=_("It is shown as text, and never as a link."))
    when_en = _line(_("When they can be reached, in English"), 200)
    when_cy = _line(_("When they can be reached, in Welsh"), 200)
    source = _source()

    def clean(self) -> dict:
        """Somebody who cannot be reached is no contact."""
        found = super().clean()
        if found.get("phone") and not any(letter.isdigit() for letter in found["phone"]):
            self.add_error("phone", _("Enter a telephone number, for example 01632 960001"))
        if not self.errors and not (found["phone"] or found["email"] or found["web"]):
            self.add_error("phone", NO_WAY)
        return found


class NewContactForm(ContactForm):
    """A contact of the school's own, of one kind or another."""

    kind = forms.ChoiceField(
        label=_("What kind of contact is it?"),
        choices=AgencyKind.choices,
        widget=Radios(small=True),
        error_messages={"required": _("Select what kind of contact it is")},
    )
    field_order = ["kind"]


class NamedForm(EntryForm):
    """A platform, a tool or a step: its name, what is said of it, and its address."""

    welsh = ("name", "said")
    name_en = _line(_("Name in English"), 160, asks=_("Enter the name"))
    name_cy = _line(_("Name in Welsh"), 160, help_text=_("Leave it empty to show the English name."))
    said_en = _words(_("What staff should know, in English"), 2000)
    said_cy = _words(_("What staff should know, in Welsh"), 2000)
    web = _line(_("Web address"), 200, help_text=_("It is shown as text, and never as a link."))
    source = _source()


class LetterForm(EntryForm):
    """The wording of a letter in one language."""

    title = _line(_("Title"), 200, asks=_("Enter the title"))
    text = _words(
        _("Text of the letter"),
        20_000,
        rows=24,
        asks=_("Enter the text of the letter"),
        help_text=_(
            "An empty line begins a new paragraph. A line that begins with a hash and a space is a heading, one that "
            "begins with a hyphen and a space is one of a list."
        ),
    )
    source = _source()


class HintForm(EntryForm):
    """Which words raise a suggestion, and what it says."""

    phrases = _words(
        _("Words or phrases, one on each line"),
        4000,
        rows=10,
        asks=_("Enter at least one word or phrase"),
        help_text=_("Capital letters and accents do not matter. In Welsh, add the mutated forms."),
    )
    instead = _line(_("What could be written instead"), 300, asks=_("Enter what could be written instead"))
    why = _line(_("Why, in one line"), 200, asks=_("Enter why"))
    is_used = forms.TypedChoiceField(
        label=_("Is this suggestion shown?"),
        choices=[("True", _("Yes, it is shown")), ("False", _("No, it is switched off"))],
        coerce=lambda value: value == "True",
        widget=Radios(inline=True),
        error_messages={"required": _("Select whether this suggestion is shown")},
    )
    source = _source()


FORMS = {
    Kind.CONTACTS: ContactForm,
    Kind.PLATFORMS: NamedForm,
    Kind.TOOLS: NamedForm,
    Kind.STEPS: NamedForm,
    Kind.LETTERS: LetterForm,
    Kind.HINTS: HintForm,
}
FORMS_TO_ADD = {Kind.CONTACTS: NewContactForm, Kind.PLATFORMS: NamedForm}
