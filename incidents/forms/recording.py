"""The questions of a record: who, what happened, a few quick checks, and where a mark was."""

from crispy_forms.layout import HTML, Layout
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from incidents.categories import About, Answer, BodyRegion, CallTo, DiscardReason, Part, SeenImage, ToldInPerson
from incidents.drafts import LONGEST, Child, both_texts
from incidents.forms.text_language import TextLanguageField
from incidents.selectors.finding_pupils import is_enough
from incidents.selectors.whom_to_tell import where_found
from safeguarding.fields import MomentField, TimeField, WordsField
from safeguarding.forms import SafeguardingForm
from safeguarding.widgets import Checkboxes, LineInput, MomentInput, Radios

ABOUT_A_CALL = ("called", "spoke_to", "agency_reference", *(f"called_at_{part}" for part in MomentInput.part_names))


class Redisplayed(SafeguardingForm):
    """A form whose answers can be shown again before anybody judges them."""

    def unjudged(self) -> "Redisplayed":
        """The form with what was typed and no word about it."""
        self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}
        return self


class DraftForm(Redisplayed):
    """A page of a draft; it knows which version of the draft the person saw."""

    not_answers = frozenset({"version", "sought"})
    saved_since = False  # whether the page was saved, here or elsewhere, since the person opened it
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def beside(self, kept: QueryDict) -> QueryDict:
        """What was sent from here, and what another tab had saved of the same page, together.

        Ticks of both, texts of both; of answers of which there can be only one, the one that came last.
        """
        both = self.data.copy()
        for name, field in self.fields.items():
            parts = [f"{name}_{part}" for part in getattr(field.widget, "part_names", ())] or [name]
            here, there = both.getlist(name), kept.getlist(name)
            if name in self.not_answers or not any(kept.get(part) for part in parts):
                continue
            if isinstance(field, forms.MultipleChoiceField):
                both.setlist(name, [*here, *(value for value in there if value not in here)])
            elif type(field) in (forms.CharField, WordsField):
                _write_both(both, name, kept[name], "\n\n" if isinstance(field, WordsField) else "; ")
            elif not any(both.get(part) for part in parts):
                for part in parts:
                    both[part] = kept.get(part, "")
        return both


class WhoForm(DraftForm):
    """Which children: found on the roll, or described."""

    sought = forms.CharField(
        label=_("Type a first name or surname"),
        help_text=_("At least 2 letters. Then select Search."),
        required=False,
        max_length=80,
        widget=LineInput(width=20),
    )
    pupils = forms.MultipleChoiceField(label=_("Children found"), required=False, widget=Checkboxes(small=True))
    unlisted = forms.CharField(
        label=_("Not on the list, or you don’t know the name"),
        help_text=_("Say who it is as well as you can. For example, a year 9 boy who gets the Felinfach bus."),
        required=False,
        max_length=300,
    )
    mark_optional = False

    def __init__(self, *args, found: list, search: dict, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.search = search  # what was sought to find them, how many there are in all and how many are shown
        if found:
            self.fields["pupils"].choices = [(str(pupil.id), pupil.described) for pupil in found]
        else:
            del self.fields["pupils"]

    @property
    def button(self) -> str:
        """Which button was pressed; nothing for the one that goes on."""
        return self.data.get("save_and", "")

    @property
    def sought_now(self) -> str:
        """What stands in the box for a name."""
        return self.data.get("sought", "").strip()

    @property
    def searches_anew(self) -> bool:
        """Whether another list of children is asked for."""
        asked_for = self.button == "search" or self.sought_now != self.search["sought"]
        return is_enough(self.sought_now) and asked_for


class WhatForm(DraftForm):
    """The reporter's own words, when they came to know, and where."""

    heading = "words"
    words = WordsField(
        label=_("What did you see, hear or were told?"),
        help_text=_("Use the child’s own words where you can. Write only what they have already told you."),
        max_length=LONGEST,
        rows=10,
        error_messages={"required": _("Enter what you saw, heard or were told")},
    )
    became_aware_at = MomentField(
        label=_("When were you told, or when did you see it?"),
        help_text=_("The time now. Change it if it was earlier."),
        past=True,
        error_messages={"required": _("Enter when you were told or saw it")},
    )
    place = forms.CharField(label=_("Where?"), required=False, max_length=200, widget=LineInput(width=20))
    text_language = TextLanguageField()


class ChecksForm(DraftForm):
    """Safe now, told in person, and what may help the safeguarding team to see at once what it is about."""

    told_in_person = forms.ChoiceField(
        choices=ToldInPerson.choices,
        widget=Radios(reveals={ToldInPerson.YES: "told_at"}),
        error_messages={"required": _("Select whether you have told them in person")},
    )
    told_at = TimeField(label=_("At what time?"), required=False)
    about = forms.MultipleChoiceField(
        label=_("What is it about?"),
        help_text=_("Choose any that fit."),
        choices=About.choices,
        required=False,
        widget=Checkboxes(dividers={About.NOT_SURE: _("or")}, small=True),
    )
    seen_image = forms.ChoiceField(
        label=_("Did you see any image?"),
        help_text=_("We will not ask what it showed."),
        choices=SeenImage.choices,
        required=False,
        widget=Radios(small=True),
    )
    call_made = forms.ChoiceField(
        label=_("Have you called anyone yourself?"),
        choices=[
            ("YES", _("I have already called 999, the police or children’s services")),
            ("NO", _("I have not called anyone")),
        ],
        required=False,
        widget=Radios(small=True, reveals={"YES": ("called", "called_at", "spoke_to", "agency_reference")}),
    )
    called = forms.ChoiceField(
        label=_("Who did you call?"),
        choices=CallTo.choices,
        widget=Radios(small=True),
        error_messages={"required": _("Select who you called")},
    )
    called_at = MomentField(
        label=_("When did you call?"), past=True, error_messages={"required": _("Enter when you called")}
    )
    spoke_to = forms.CharField(label=_("Who did you speak to?"), required=False, max_length=200)
    agency_reference = forms.CharField(
        label=_("Their reference"), required=False, max_length=80, widget=LineInput(width=20)
    )

    def __init__(self, *args, children: list[tuple[Child, str]], team: list[dict], called: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.team = team
        self.fields["told_in_person"].label = _("Have you told %(team)s in person?") % {"team": called}
        self.fields["told_in_person"].help_text = where_found(team)
        for child, name in children:
            self.fields |= _questions_about(child.number, name)
        self.numbers = [child.number for child, _name in children]
        answered = any(self.data.get(name) for name in ABOUT_A_CALL)
        if answered and not self.data.get("call_made"):
            # Without scripts the questions about a call are always there: who answers one has called, unless they
            # say that they have not.
            self.data = self.data.copy()
            self.data["call_made"] = "YES"

    def layout(self) -> Layout:
        """What has to be answered first, then what may help."""
        safe = [f"safe_{number}" for number in self.numbers]
        about_each = [f"{name}_{number}" for number in self.numbers for name in ("worry", "part")]
        optional = HTML('{% include "incidents/recording/_optional.html" %}')
        return Layout("version", *safe, "told_in_person", optional, "about", *about_each, "seen_image", "call_made")


class MarksForm(DraftForm):
    """Where a mark was, for each child. A list is the record: nobody photographs a child."""

    def __init__(self, *args, children: list[tuple[Child, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for child, name in children:
            self.fields[f"regions_{child.number}"] = forms.MultipleChoiceField(
                label=_("Where was the mark on %(name)s?") % {"name": name},
                choices=BodyRegion.choices,
                required=False,
                widget=Checkboxes(small=True, dividers={BodyRegion.NOT_SEEN: _("or")}),
            )
            self.fields[f"mark_words_{child.number}"] = WordsField(
                label=_("What did it look like, and what did the child say about it?"),
                help_text=_("Size, shape, colour, and whether the skin is broken."),
                required=False,
                max_length=2000,
                rows=3,
            )

    def clean(self) -> dict:
        """A mark that is described was somewhere."""
        for name in [name for name in self.fields if name.startswith("mark_words_")]:
            regions = name.replace("mark_words", "regions")
            if self.cleaned_data.get(name) and not self.cleaned_data.get(regions):
                self.add_error(regions, _("Select where the mark was"))
        return self.cleaned_data


class DiscardForm(Redisplayed):
    """Why an unsent record is given up."""

    heading = "reason"
    reason = forms.ChoiceField(
        label=_("Why do you want to discard this unfinished record?"),
        choices=DiscardReason.choices,
        widget=Radios,
        error_messages={"required": _("Select why you want to discard it")},
    )


def _write_both(data: QueryDict, name: str, kept: str, between: str) -> None:
    """Both texts, where they differ in more than the ends of their lines."""
    came = data.get(name, "").replace("\r\n", "\n")
    both = both_texts(kept.replace("\r\n", "\n"), came, between)
    if both != came:
        data[name] = both


def _questions_about(number: int, name: str) -> dict[str, forms.Field]:
    return {
        f"safe_{number}": forms.ChoiceField(
            label=_("Is %(name)s safe right now?") % {"name": name},
            choices=Answer.choices,
            widget=Radios(),
            error_messages={"required": _("Select whether %(name)s is safe right now") % {"name": name}},
        ),
        f"part_{number}": forms.ChoiceField(
            label=_("What was the part of %(name)s?") % {"name": name},
            help_text=_("Only the safeguarding team sees this."),
            choices=Part.choices,
            required=False,
            widget=Radios(small=True),
        ),
        f"worry_{number}": forms.ChoiceField(
            label=_("Are you worried that %(name)s might hurt themselves?") % {"name": name},
            choices=Answer.choices,
            required=False,
            widget=Radios(small=True),
        ),
    }
