"""Parents and carers as the pages of a record show them: what the child would like, what was decided, what was said."""

from django.conf import settings
from django.utils.translation import gettext as _

from incidents.families import LETTER, Preference, follows
from incidents.models import ChildPreference, Concern, FormatRequest, LetterGiven, TellingDecision
from safeguarding import clock
from safeguarding.dates import day, moment
from safeguarding.directory.models import Letter
from safeguarding.directory.selectors import letters_for

UNKNOWN = "und"  # the language of words that were typed without saying in which


def standing_preference(concern: Concern) -> ChildPreference | None:
    """How the child would like parents or carers to be told, as they said it last."""
    return _last(concern, concern.preferences.select_related("by").order_by("at", "pk"))


def standing_telling(concern: Concern) -> TellingDecision | None:
    """The decision about telling parents or carers that stands."""
    return _last(concern, concern.tellings.select_related("by").order_by("at", "pk"))


def letters_of(concern: Concern) -> list[Letter]:
    """The letter to parents and carers in each language of the school, as the school uses it now."""
    found = {row.language: row for row in letters_for(concern.school) if row.code == LETTER}
    return [found[language] for language in concern.school.language_list if language in found]


def language_name(code: str) -> str:
    """The name of a language in the language in force."""
    return _("Welsh") if code == "cy" else _("English")


def unanswered_request(concern: Concern, request_id) -> FormatRequest | None:
    """A wish for another format on this record, with what came of it."""
    found = concern.format_requests.filter(pk=request_id).select_related("given__by").first()
    if found is not None:
        found.concern = concern
        if hasattr(found, "given"):
            found.given.request = found
    return found


def family_page(concern: Concern) -> dict:
    """Everything the page about parents and carers shows, as finished values."""
    preference, telling = standing_preference(concern), standing_telling(concern)
    return {
        "preference": _preference(preference),
        "telling": _telling(telling, preference),
        "contacts": _contacts(concern),
        "letters": [
            {"language": language_name(letter.language), "code": letter.language, "is_checked": letter.is_checked}
            for letter in letters_of(concern)
        ],
        "given": _letters_given(concern),
        "formats": _formats(concern),
    }


def preference_words(preference: ChildPreference | None) -> str:
    """What the child would like, in words; empty where nobody has asked yet."""
    if preference is None or preference.preference == Preference.NOT_ASKED:
        return ""
    return preference.get_preference_display()


def _preference(row: ChildPreference | None) -> list[dict]:
    if row is None:
        return []
    return _rows(
        (_("How they would like it"), row.get_preference_display()),
        (_("Their words"), row.words, row.language),
        (_("Asked on"), day(row.asked_on)),
        _recorded(row.by, row.at),
    )


def _telling(row: TellingDecision | None, preference: ChildPreference | None) -> dict | None:
    """The decision, and whether it follows what the child would like as it is known now."""
    if row is None:
        return None
    return {
        "rows": _rows(
            (_("Decision"), row.get_telling_display()),
            (_("Why they are not told"), row.get_why_not_display() if row.why_not else ""),
            (_("Reasons"), row.reasons, UNKNOWN),
            (_("Agreed with"), row.agreed_with, UNKNOWN),
            (_("Who tells them"), row.who_tells, UNKNOWN),
            (_("When"), day(row.tell_on)),
            (_("To be looked at again"), day(row.review_on)),
            _recorded(row.by, row.at),
        ),
        "follows": row.follows_preference,
        "asked_since": preference is not None and preference.at > row.at and _differs(row, preference),
        "is_overdue": row.review_on is not None and row.review_on < clock.today(),
    }


def _differs(row: TellingDecision, preference: ChildPreference) -> bool:
    return follows(preference.preference, row.telling) is False


def _contacts(concern: Concern) -> list[dict]:
    """The talks, the latest first."""
    found = []
    for row in concern.family_contacts.select_related("by").order_by("-talked_at", "-recorded_at"):
        row.concern = concern
        rows = _rows(
            (_("With whom"), row.with_whom, UNKNOWN),
            (_("How"), row.get_channel_display()),
            (_("Language"), row.get_spoken_display()),
            (_("What we said"), row.said, UNKNOWN),
            (_("What they said"), row.they_said, UNKNOWN),
            (_("What was agreed"), row.agreed, UNKNOWN),
            _recorded(row.by, row.recorded_at),
        )
        found.append({"title": moment(row.talked_at), "rows": rows})
    return found


def _letters_given(concern: Concern) -> list[dict]:
    found = []
    for row in concern.letters.select_related("by", "letter").order_by("-given_on", "-recorded_at"):
        row.concern = concern
        rows = _rows(
            (_("To whom"), row.to_whom, UNKNOWN),
            (_("How"), row.get_channel_display()),
            (_("Given on"), day(row.given_on)),
            _recorded(row.by, row.recorded_at),
        )
        found.append({"title": letter_words(row), "rows": rows})
    return found


def letter_words(row: LetterGiven) -> str:
    """Which text somebody was given: its language and its version."""
    said = {"language": language_name(row.letter.language), "version": row.letter.version}
    return _("%(language)s, version %(version)s") % said


def _formats(concern: Concern) -> list[dict]:
    """Who needs a document in another format, those still waiting first."""
    found = []
    for row in concern.format_requests.select_related("by", "given__by"):
        row.concern = concern
        given = getattr(row, "given", None)
        if given is not None:
            given.request = row
        rows = _rows(
            (_("For whom"), row.for_whom, UNKNOWN),
            (_("Which document"), row.words, UNKNOWN),
            (_("Needed by"), day(row.needed_by)),
            _recorded(row.by, row.at),
            (_("Given on"), day(given.given_on) if given else ""),
            (_("What came of it"), given.words if given else "", UNKNOWN),
        )
        found.append(
            {
                "id": row.pk,
                "title": row.get_format_display(),
                "rows": rows,
                "is_given": given is not None,
                "is_overdue": given is None and row.needed_by < clock.today(),
            }
        )
    return sorted(found, key=lambda one: one["is_given"])


def _recorded(by: settings.AUTH_USER_MODEL, at) -> tuple[str, str]:
    return _("Recorded"), _("%(name)s, %(when)s") % {"name": by.name, "when": moment(at)}


def _rows(*rows: tuple) -> list[dict]:
    """What has a value, as a summary list shows it: name, value, and the language where it is somebody's words."""
    return [
        {"key": key, "value": value, "lang": "".join(lang), "words": bool(lang)} for key, value, *lang in rows if value
    ]


def _last(concern: Concern, rows):
    row = rows.last()
    if row is not None:
        row.concern = concern
    return row
