"""Which signs are known, with who said so, and which pathway applies."""

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.versioned import VersionedForm
from incidents.indicators import FIFTEEN_SIGNS, THREATS, Pathway, SaidBy, Sign
from incidents.models import PathwayChoice, SignObserved
from incidents.selectors.signs import Found
from incidents.services.pathways import Noticed
from safeguarding.fields import WordsField
from safeguarding.widgets import Checkboxes, Radios

PROPOSED = _("This is what is proposed.")
POINTED_TO = _("Enter why it is this one: something on this record points to sextortion")
NOT_KNOWN = ("", _("Not recorded"))


def _of(sign: str) -> tuple[str, str]:
    """The two questions that belong to a sign."""
    return f"{sign.lower()}_said_by", f"{sign.lower()}_words"


def _why(pathway: str) -> str:
    """The question that belongs to a pathway."""
    return f"why_{pathway.lower()}"


class SignsForm(VersionedForm):
    """The signs that are known. None of them, and nothing about any of them, has to be answered."""

    mark_optional = False
    signs = forms.MultipleChoiceField(
        label=_("Which signs do you know of?"),
        help_text=_("From what you have been told already. Nobody is asked anything to fill this in."),
        choices=[(sign, sign.label) for sign in FIFTEEN_SIGNS],
        required=False,
        widget=Checkboxes(reveals={sign: _of(sign) for sign in FIFTEEN_SIGNS}),
    )
    email = forms.MultipleChoiceField(
        label=_("Is there only an e-mail?"),
        help_text=_("E-mails like this are sent to many people. They may quote an old password or an address."),
        choices=[(Sign.ONLY_EMAIL, Sign.ONLY_EMAIL.label)],
        required=False,
        widget=Checkboxes(reveals={Sign.ONLY_EMAIL: _of(Sign.ONLY_EMAIL)}),
    )
    why_gone = WordsField(
        label=_("If you untick a threat: why is it not a sign after all?"),
        help_text=_("It stays on the record. Then say on the page of the pathway what it is instead."),
        required=False,
        max_length=2000,
        rows=3,
    )
    label_sizes = {"signs": "m", "email": "m", "why_gone": "m"}

    def __init__(self, *args, standing: dict[Sign, SignObserved], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not THREATS & set(standing):
            del self.fields["why_gone"]

    @property
    def why(self) -> str:
        """Why what was ticked before is none after all."""
        return self.cleaned_data.get("why_gone", "")

    @property
    def noticed(self) -> list[Noticed]:
        """What was ticked, with who said so and the words."""
        said = self.cleaned_data
        ticked = {*said["signs"], *said["email"]}
        return [Noticed(sign, *(said[name] for name in _of(sign))) for sign in Sign if sign in ticked]


for _sign in Sign:
    _said_by, _words = _of(_sign)
    SignsForm.base_fields[_said_by] = forms.ChoiceField(
        label=_("Who said so?"), choices=[NOT_KNOWN, *SaidBy.choices], required=False
    )
    SignsForm.base_fields[_words] = WordsField(
        label=_("In which words, if you have them?"), required=False, max_length=1000, rows=2
    )


def signs_initial(standing: dict[Sign, SignObserved]) -> dict:
    """The form as it opens: the signs that are on the record already."""
    initial = {
        "signs": [str(sign) for sign in FIFTEEN_SIGNS if sign in standing],
        "email": [str(Sign.ONLY_EMAIL)] if Sign.ONLY_EMAIL in standing else [],
    }
    for sign, row in standing.items():
        initial |= dict(zip(_of(sign), (row.said_by, row.words), strict=True))
    return initial


class PathwayForm(VersionedForm):
    """The pathway that is proposed is confirmed, or another is chosen and it is said why."""

    chosen = forms.ChoiceField(
        label=_("Which pathway applies?"),
        choices=Pathway.choices,
        widget=Radios(reveals={pathway: _why(pathway) for pathway in Pathway}),
        error_messages={"required": _("Select which pathway applies")},
    )
    label_sizes = {"chosen": "m"}

    def __init__(self, *args, found: Found, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        proposed = found.proposal.pathway
        self.fields["chosen"].widget.hints = {proposed: PROPOSED} if proposed != Pathway.NONE else {}
        for pathway in Pathway:
            self.fields[_why(pathway)].asked = found.needs_reasons(pathway)
            if pathway == proposed:
                self.fields[_why(pathway)].error_messages["required"] = POINTED_TO

    @property
    def reasons(self) -> str:
        """Why it is this one: needed where it is not what is proposed, and where anything points to sextortion."""
        return self.cleaned_data[_why(self.cleaned_data["chosen"])]


for _pathway in Pathway:
    PathwayForm.base_fields[_why(_pathway)] = WordsField(
        label=_("Why is it this one?"),
        required=False,
        max_length=4000,
        rows=4,
        error_messages={"required": _("Enter why it is this one: it is not what is proposed")},
    )


def pathway_initial(standing: PathwayChoice | None) -> dict:
    """The form as it opens: what was chosen last, or nothing."""
    return {"chosen": standing.chosen, _why(standing.chosen): standing.reasons} if standing else {}
