"""Checking a copy: which proposals are masked, and what else is."""

import hashlib

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from incidents.forms.versioned import VersionedForm
from incidents.masking import Added, Proposal, another_child, letter_of
from incidents.selectors.copies import ToCheck
from incidents.spelling import phrase_places
from safeguarding.widgets import Checkboxes

SPARE, MOST = 2, 20
NEW = "NEW"


class CopyForm(VersionedForm):
    """The proposals with their ticks, and rows for words and phrases to mask besides."""

    ticked = forms.MultipleChoiceField(
        label=_("What we found"),
        help_text=_("Untick what does not name another child, and tick what does."),
        required=False,
        widget=Checkboxes(small=True),
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)  # which result the person has looked at
    mark_optional = False
    label_sizes = {"ticked": "m"}

    def __init__(self, *args, check: ToCheck, **kwargs):
        super().__init__(*args, **kwargs)
        self.check = check
        proposals = check.proposed.proposals
        self.fields["ticked"].choices = [(one.key, _named(one)) for one in proposals]
        self.fields["ticked"].initial = self._ticked_at_first()
        if not proposals:
            del self.fields["ticked"]
        for number in range(1, self._rows() + 1):
            self.fields[f"words_{number}"] = forms.CharField(
                label=_("Word or phrase %(number)s") % {"number": number},
                max_length=200,
                required=False,
            )
            self.fields[f"as_{number}"] = forms.ChoiceField(
                label=_("Phrase %(number)s stands for") % {"number": number},
                choices=self._letters(),
                required=False,
                initial=NEW,
            )

    def layout(self) -> Layout:
        """The proposals, then one row a phrase: the phrase and whom it stands for."""
        first = [name for name in ("version", "shown", "ticked") if name in self.fields]
        rows = [
            Div(
                Div(f"words_{number}", css_class="govuk-grid-column-one-half"),
                Div(f"as_{number}", css_class="govuk-grid-column-one-half"),
                css_class="govuk-grid-row",
            )
            for number in range(1, self._rows() + 1)
        ]
        legend = _("Anything else that names another child, for example a nickname or an account")
        return Layout(*first, Fieldset(legend, *rows))

    def clean(self) -> dict:
        """Only what stands in the statement can be masked in it."""
        cleaned = super().clean()
        for number in range(1, self._rows() + 1):
            phrase = cleaned.get(f"words_{number}", "")
            if phrase and not any(phrase_places(row.text, phrase) for row in self.check.statements):
                self.add_error(f"words_{number}", _("These words are not in the statement. Check their spelling."))
        return cleaned

    @property
    def added(self) -> list[Added]:
        """The phrases to mask besides, each with its letter; a new one gets the next that is free."""
        used, found = len(self.check.proposed.letters), []
        for number in range(1, self._rows() + 1):
            phrase, letter = self.cleaned_data.get(f"words_{number}"), self.cleaned_data.get(f"as_{number}") or NEW
            if phrase:
                if letter == NEW:
                    letter, used = letter_of(used), used + 1
                found.append(Added(phrase, letter))
        return found

    @property
    def masks(self) -> list[dict]:
        """What is masked and as whom, to be kept with the copy."""
        ticked = set(self.cleaned_data.get("ticked", ()))
        kept = [
            {"words": one.shown, "letter": one.letter, "proposed": True, "masked": one.key in ticked}
            | ({"doubtful": True} if one.is_doubtful else {})
            for one in self.check.proposed.proposals
        ]
        return kept + [
            {"words": one.words, "letter": one.letter, "proposed": False, "masked": True} for one in self.added
        ]

    def parts(self) -> list[str]:
        """The statements as they would leave the screen; as proposed, until something was chosen."""
        if not self.is_bound:
            return self.check.parts(set(self._ticked_at_first()), ())
        return self.check.parts(set(self.cleaned_data.get("ticked", ())), self.added)

    def has_been_seen(self) -> bool:
        """Whether the person has looked at exactly this result."""
        return self.cleaned_data.get("shown") == digest(self.parts())

    def note_shown(self, parts: list[str]) -> None:
        """The person looks at this result now."""
        if self.is_bound:
            self.data = self.data.copy()
            self.data["shown"] = digest(parts)
        self.initial["shown"] = digest(parts)

    def look_first(self) -> None:
        """Says that the result has changed and must be looked at before it is confirmed."""
        self.add_error(None, _("The result has changed. Look at it below, then confirm it."))

    def unjudged(self) -> "CopyForm":
        """Without anything said about it; the result follows what was chosen all the same."""
        self.full_clean()
        chosen = self.cleaned_data
        super().unjudged()
        self.cleaned_data = chosen
        return self

    def _ticked_at_first(self) -> list[str]:
        """What is ticked until somebody chooses: all but what is as likely a word."""
        return [one.key for one in self.check.proposed.proposals if not one.is_doubtful]

    def _letters(self) -> list[tuple]:
        letters = self.check.proposed.letters
        further = [letter_of(number) for number in range(len(letters), len(letters) + self._filled())]
        return [(NEW, _("a further child"))] + [(one, another_child(one)) for one in letters + further]

    def _filled(self) -> int:
        typed = [number for number in range(1, MOST + 1) if self.data.get(f"words_{number}", "").strip()]
        return max(typed, default=0)

    def _rows(self) -> int:
        return min(self._filled() + SPARE, MOST)


def digest(parts: list[str]) -> str:
    """Tells whether two results are the same."""
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


def _named(one: Proposal) -> str:
    if one.is_doubtful:
        words = ngettext(
            "“%(words)s” may be an ordinary word: when ticked, it becomes %(mask)s, in %(count)s place",
            "“%(words)s” may be an ordinary word: when ticked, it becomes %(mask)s, in %(count)s places",
            one.times,
        )
    else:
        words = ngettext(
            "“%(words)s” becomes %(mask)s, in %(count)s place",
            "“%(words)s” becomes %(mask)s, in %(count)s places",
            one.times,
        )
    return words % {"words": one.shown, "count": one.times, "mask": another_child(one.letter, one.is_form)}
