"""Exceptional viewing: what is asked. Nobody is ever asked what an image shows; after a viewing there are no words."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incidents.forms.versioned import VersionedForm
from incidents.removing import Whose
from incidents.services.viewings import Happened, Wanted
from incidents.viewings import (
    Alternative,
    Copies,
    Fact,
    Ground,
    Place,
    Result,
    SameSex,
    Support,
)
from safeguarding import clock
from safeguarding.fields import MomentField, TimeField, WordsField
from safeguarding.widgets import Checkboxes, Radios

YES, NO, NONE = "YES", "NO", "NONE"
NO_DESCRIPTION = _(
    "Do not describe any image, and do not name a child: the person who answers does not see who the child is."
)
CHOOSE = ("", _("Choose a person"))


def one_of(label, choices, required: str, *, help_text="", **options) -> forms.ChoiceField:
    """A choice of one; `options` are those of the radios."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=Radios(**options),
        help_text=help_text,
        error_messages={"required": required},
    )


def a_person(label, required, *, help_text="") -> forms.ChoiceField:
    """A person out of a list."""
    return forms.ChoiceField(
        label=label, widget=forms.Select, help_text=help_text, error_messages={"required": required}
    )


def words_of(label, required, *, help_text="") -> WordsField:
    """Reasons in words."""
    return WordsField(label=label, help_text=help_text, max_length=2000, rows=4, error_messages={"required": required})


class ViewingForm(VersionedForm):
    """A form of exceptional viewing: says in its own words what is missing."""

    missing: dict = {}

    def refused(self, missing: frozenset) -> None:
        """Says in plain sentences why this could not be done."""
        known = [need for need in sorted(missing) if need in self.missing]
        for need in known:
            self.add_error(need if need in self.fields else None, self.missing[need])
        if len(known) < len(missing) or not missing:
            super().refused(missing - set(known))


class RequestForm(ViewingForm):
    """Asks that an image may be viewed, or writes down that it was."""

    happened = one_of(
        _("Has it already happened?"),
        [(NO, _("No, we ask before anybody views an image")), (YES, _("Yes, it could not be avoided"))],
        _("Select whether it has already happened"),
    )
    ground = one_of(_("Which of these is the reason?"), Ground.choices, _("Select the reason"))
    why_nothing_less = words_of(
        _("Why would nothing less do?"), _("Enter why nothing less would do"), help_text=NO_DESCRIPTION
    )
    alternatives = forms.MultipleChoiceField(
        label=_("What was tried first?"),
        choices=[*Alternative.choices, (NONE, _("None of these"))],
        widget=Checkboxes(exclusive=NONE, dividers={NONE: _("or")}),
        help_text=_("Select all that apply."),
        error_messages={"required": _("Select what was tried first, or “None of these”")},
    )
    why_police_not_enough = words_of(
        _("Why is a referral to the police not enough?"),
        _("Enter why a referral to the police is not enough"),
        help_text=_("This is sextortion. The police can act on what the child and others say."),
    )
    viewer = one_of(
        _("Who would view it?"),
        (),
        _("Select who would view it"),
        help_text=_("A safeguarding lead, or a deputy whom the headteacher has named. Never another member of staff."),
    )
    second = a_person(
        _("Who else is in the room?"),
        _("Select who else is in the room"),
        help_text=_(
            "They do not look at the image. They sign afterwards, from their own account. If it has already happened "
            "and nobody else was there, choose whom you told first: without a signature it stays a report, and is not "
            "a record of a viewing."
        ),
    )
    place = one_of(_("Where?"), Place.choices, _("Select where"))
    same_sex = one_of(
        _("Is the person who views of the same sex as the child?"),
        SameSex.choices,
        _("Select whether they are of the same sex"),
        help_text=_("Where possible, they are."),
        reveals={SameSex.NO: "same_sex_reasons"},
    )
    same_sex_reasons = words_of(_("Why not?"), _("Enter why they are not of the same sex"))

    label_sizes = {"happened": "m"}
    missing = {
        "why_nothing_less": _("Enter why nothing less would do"),
        "why_police_not_enough": _("Enter why a referral to the police is not enough"),
        "ground": _("What has already happened can only be recorded as unavoidable"),
        "not_unavoidable": _("Nothing has happened yet, so it is not unavoidable. Select another reason."),
        "agencies_know": _(
            "An agency has been told about this already, so whether to involve agencies is decided. Ask that agency."
        ),
        "place": _("Select a room: nobody has viewed anything yet"),
        "same_sex_reasons": _("Enter why they are not of the same sex"),
        "viewer": _("Select a safeguarding lead, or a deputy whom the headteacher has named"),
        "second": _("Select somebody else: the person in the room is another than the one who views"),
        "reported_themselves": _("Select somebody else: who reports what has already happened cannot sign as present"),
        "nobody_answers": _(
            "Nobody would be left who could allow this. Choose somebody else to be in the room, or ask the headteacher "
            "to name a person who may allow it."
        ),
        "not_recorded_yet": _("A viewing that was allowed is not recorded yet. Record that one first."),
    }

    def __init__(self, *args, viewers: list, staff: list, is_sextortion: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["viewer"].choices = [(str(person.pk), person.name) for person in viewers]
        self.fields["second"].choices = [CHOOSE, *((str(person.pk), person.name) for person in staff)]
        if not is_sextortion and not (self.is_bound and self.data.get("why_police_not_enough")):
            del self.fields["why_police_not_enough"]

    @property
    def wanted(self) -> Wanted:
        """What is asked for."""
        said = self.cleaned_data
        return Wanted(
            ground=said["ground"],
            why_nothing_less=said["why_nothing_less"],
            viewer_id=UUID(said["viewer"]),
            second_id=UUID(said["second"]),
            place=said["place"],
            same_sex=said["same_sex"],
            same_sex_reasons=said["same_sex_reasons"] or "",
            alternatives=tuple(code for code in said["alternatives"] if code != NONE),
            why_police_not_enough=said.get("why_police_not_enough", ""),
            is_retrospective=said["happened"] == YES,
        )


def _told(label, yes, no, required) -> forms.ChoiceField:
    return one_of(label, [(YES, yes), (NO, no)], required, inline=True)


class RecordForm(ViewingForm):
    """What took place: times and choices. There is no place for words."""

    took_place = one_of(
        _("Was an image viewed?"),
        [(NO, _("No, no image was viewed")), (YES, _("Yes, an image was viewed"))],
        _("Select whether an image was viewed"),
        reveals={
            YES: (
                "started_at",
                "ended_at",
                "device_of",
                "facts",
                "results",
                "copies",
                "police_told",
                "child_told",
                "parents_told",
                "support",
            )
        },
    )
    started_at = MomentField(
        label=_("When did it begin?"), past=True, error_messages={"required": _("Enter when it began")}
    )
    ended_at = TimeField(
        label=_("What time did it end?"),
        help_text=_("On the same day, using the 24-hour clock, for example 10:40"),
        error_messages={"required": _("Enter what time it ended")},
    )
    device_of = one_of(_("Whose device was it on?"), Whose.choices, _("Select whose device it was on"))
    facts = forms.MultipleChoiceField(
        label=_("Which facts does a referral need?"),
        choices=Fact.choices,
        widget=Checkboxes,
        required=False,
        help_text=_("Select all that apply. Nothing else is kept of it, and nobody describes an image."),
    )
    results = forms.MultipleChoiceField(
        label=_("What was decided as a result?"),
        choices=Result.choices,
        widget=Checkboxes(exclusive=Result.NOTHING_NEW, dividers={Result.NOTHING_NEW: _("or")}),
        help_text=_("Select all that apply."),
        error_messages={"required": _("Select what was decided as a result")},
    )
    copies = one_of(_("Was a copy made?"), Copies.choices, _("Select whether a copy was made"))
    police_told = _told(
        _("Have the police been told?"),
        pgettext_lazy("have the police been told", "Yes"),
        pgettext_lazy("have the police been told", "No"),
        _("Select whether the police have been told"),
    )
    child_told = _told(
        _("Has the child been told that it was viewed?"),
        pgettext_lazy("has the child been told", "Yes"),
        pgettext_lazy("has the child been told", "No"),
        _("Select whether the child has been told"),
    )
    parents_told = _told(
        _("Have parents or carers been told that it was viewed?"),
        pgettext_lazy("have parents been told", "Yes"),
        pgettext_lazy("have parents been told", "No"),
        _("Select whether parents or carers have been told"),
    )
    support = one_of(
        _("Has support been offered to those who were there?"),
        Support.choices,
        _("Select whether support has been offered"),
    )

    label_sizes = {"took_place": "m"}
    missing = {
        "allowed": _("Nobody has allowed this viewing yet. Nothing can be recorded before."),
        "started_at": _("This is before the viewing was allowed. Check the date and time."),
        "begun_too_late": _(
            "This is after the last day on which it was allowed. Nobody may view on an old permission: if somebody "
            "did, it is reported as something that has already happened."
        ),
        "begun_after_closing": _(
            "The record was closed by then, and the permission ended with it. If somebody viewed an image all the "
            "same, the record is opened again and it is reported as something that has already happened."
        ),
        "already_happened": _("This is after it was written down as something that had already happened."),
        "ended_at": _("It must have ended after it began, and before now. Check the time."),
        "police_told": _("Where a copy came about, the police are told at once. Tell them, then record it."),
        "results": _("Select what was decided as a result"),
        "only_no_image": _("Check the facts: where there is no such image, the others cannot be true of it"),
        "only_nothing_new": _("Select what was decided, or that nothing new was, and not both"),
        "named": _("The headteacher had not named you for that day. Ask the headteacher."),
    }

    @property
    def happened(self) -> Happened | None:
        """What took place; None where no image was viewed."""
        said = self.cleaned_data
        if said["took_place"] != YES:
            return None
        day = clock.local(said["started_at"]).date()
        codes = {name: said[name] for name in ("device_of", "copies", "support")}
        told = {name: said[name] == YES for name in ("police_told", "child_told", "parents_told")}
        return Happened(
            started_at=said["started_at"],
            ended_at=datetime.combine(day, said["ended_at"], tzinfo=clock.LONDON),
            facts=tuple(said["facts"]),
            results=tuple(said["results"]),
            **codes,
            **told,
        )
