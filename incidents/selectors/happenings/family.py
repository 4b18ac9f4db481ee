"""What a chronology says of parents and carers."""

from django.utils.translation import gettext as _

from incidents.models import ChildPreference, FamilyContact, FormatGiven, FormatRequest, LetterGiven, TellingDecision
from incidents.selectors.entries import Entry, rows_of
from incidents.selectors.family import letter_words
from safeguarding.dates import day


def entries(by_id: dict) -> list[Entry]:
    """The lines of these concerns, in no order. A fixed number of queries for any number."""
    return [*_preferences(by_id), *_tellings(by_id), *_contacts(by_id), *_letters(by_id), *_formats(by_id)]


def _preferences(by_id: dict) -> list[Entry]:
    return [
        Entry(
            row.at,
            _("How they would like parents or carers to be told"),
            row.by.name,
            text=row.get_preference_display(),
            words=row.words,
            lang=row.language,
            reference=row.concern.reference,
        )
        for row in rows_of(ChildPreference, by_id, "by")
    ]


def _tellings(by_id: dict) -> list[Entry]:
    return [
        Entry(
            row.at,
            _("Decision about telling parents or carers"),
            row.by.name,
            text=_told_text(row),
            words=row.reasons,
            reference=row.concern.reference,
        )
        for row in rows_of(TellingDecision, by_id, "by")
    ]


def _told_text(row: TellingDecision) -> str:
    decided = row.get_telling_display()
    if not row.review_on:
        return decided
    said = {"decided": decided, "why": row.get_why_not_display(), "day": day(row.review_on)}
    return _("%(decided)s: %(why)s. To be looked at again on %(day)s") % said


def _contacts(by_id: dict) -> list[Entry]:
    """A talk in up to three lines: what we said, what they said, what was agreed."""
    found = []
    for row in rows_of(FamilyContact, by_id, "by"):
        told = _("%(channel)s. Language: %(language)s") % {
            "channel": row.get_channel_display(),
            "language": row.get_spoken_display(),
        }
        lines = (
            (_("Talk with a parent or carer: what we said"), told, f"{row.with_whom}\n{row.said}"),
            (_("Talk with a parent or carer: what they said"), "", row.they_said),
            (_("Talk with a parent or carer: what was agreed"), "", row.agreed),
        )
        found += [
            Entry(row.talked_at, title, row.by.name, text=text, words=words, reference=row.concern.reference)
            for title, text, words in lines
            if words
        ]
    return found


def _letters(by_id: dict) -> list[Entry]:
    return [
        Entry(
            row.recorded_at,
            _("Letter given to a parent or carer: %(letter)s") % {"letter": letter_words(row)},
            row.by.name,
            text=_("%(channel)s, %(day)s") % {"channel": row.get_channel_display(), "day": day(row.given_on)},
            words=row.to_whom,
            reference=row.concern.reference,
        )
        for row in rows_of(LetterGiven, by_id, "by", "letter")
    ]


def _formats(by_id: dict) -> list[Entry]:
    found, wanted = [], {}
    for row in rows_of(FormatRequest, by_id, "by"):
        wanted[row.pk] = row
        title = _("Another format is needed: %(format)s") % {"format": row.get_format_display()}
        words = "\n".join(part for part in (row.for_whom, row.words) if part)
        text = _("Needed by %(day)s") % {"day": day(row.needed_by)}
        found.append(Entry(row.at, title, row.by.name, text=text, words=words, reference=row.concern.reference))
    for given in FormatGiven.objects.filter(request__in=wanted).select_related("by"):
        given.request = wanted[given.request_id]
        title = _("Given in another format: %(format)s") % {"format": given.request.get_format_display()}
        text = _("Given on %(day)s") % {"day": day(given.given_on)}
        reference = given.request.concern.reference
        found.append(Entry(given.at, title, given.by.name, text=text, words=given.words, reference=reference))
    return found
