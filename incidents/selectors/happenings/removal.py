"""What a chronology says of steps for safety online, getting images removed, age and consent."""

from django.utils.translation import gettext as _

from incidents.models import AdultConsent, AgeAnswer, RemovalStep, StepTaken
from incidents.removing import RemovalState, StepState, state_in_words
from incidents.selectors.entries import Entry, rows_of
from incidents.selectors.identity import person_is_adult
from safeguarding.dates import day
from safeguarding.directory.models import GuidedStep, RemovalTool


def entries(by_id: dict) -> list[Entry]:
    """The lines of these concerns, in no order. A fixed number of queries for any number."""
    return [line for read in (_steps, _removals, _ages, _consents) for line in read(by_id)]


def _steps(by_id: dict) -> list[Entry]:
    names = _names(GuidedStep, by_id)
    return [
        _entry(row, names.get(row.step, row.step), StepState(row.state), row.words)
        for row in rows_of(StepTaken, by_id, "by")
    ]


def _removals(by_id: dict) -> list[Entry]:
    names, found = _names(RemovalTool, by_id), []
    for row in rows_of(RemovalStep, by_id, "by", "platform"):
        tool = names.get(row.tool, row.tool)
        what = f"{tool}, {row.platform.name}" if row.platform else tool
        found.append(_entry(row, what, RemovalState(row.state), row.tool_reference, row.words))
    return found


def _ages(by_id: dict) -> list[Entry]:
    return [
        Entry(
            row.at,
            _("Whether an image was taken when they were under 18"),
            row.by.name,
            text=row.get_taken_under_18_display(),
            reference=row.concern.reference,
        )
        for row in rows_of(AgeAnswer, by_id, "by")
    ]


def _consents(by_id: dict) -> list[Entry]:
    found = []
    for row in rows_of(AdultConsent, by_id, "by"):
        said = [row.get_connection_display() if row.connection else "", row.get_consent_display()]
        said.append(_("Reported all the same") if row.is_reported_all_the_same else "")
        found.append(
            Entry(
                row.at,
                _("Whether they agree that it is reported"),
                row.by.name,
                text=". ".join(str(part) for part in said if part),
                words=row.reasons,
                reference=row.concern.reference,
            )
        )
    return found


def _entry(row, what: str, state: StepState | RemovalState, *words: str) -> Entry:
    """A line of a row with a state, a day and somebody who helped; who that was stands among the words."""
    is_18 = person_is_adult(row.concern, row.at)
    return Entry(
        row.at,
        _("%(what)s: %(state)s") % {"what": what, "state": state_in_words(state, is_18=is_18)},
        row.by.name,
        text=_("On %(day)s") % {"day": day(row.on)} if row.on else "",
        words="\n".join(part for part in (row.helped_by, *words) if part),
        reference=row.concern.reference,
    )


def _names(model, by_id: dict) -> dict[str, str]:
    """The names of the directory by code; where a school has its own, that one."""
    schools = {concern.school_id for concern in by_id.values()}
    rows = [row for row in model.objects.all() if row.school_id is None or row.school_id in schools]
    return {row.code: row.name for row in sorted(rows, key=lambda row: row.school_id is not None)}
