"""Whose record a page belongs to, in one line. What cannot be opened is said in its place."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from incidents.models import AdultConsent, Concern, PupilMatch
from incidents.removing import is_adult
from safeguarding import clock
from safeguarding.schools.models import Pupil
from safeguarding.vault.unopened import kindly


def child_name(concern: Concern) -> str:
    """The child as they are known; one "not on the list" as they were described."""
    return concern.pupil.full_name if concern.pupil else kindly(_described, concern)


def child_facts(pupil: Pupil) -> list[str]:
    """Year, form and age of a child, for the head of a page."""
    age = kindly(lambda: _("%(years)s years old") % {"years": pupil.age_on(clock.today())})
    return [fact for fact in (pupil.year_name, pupil.shown_form, age) if fact]


def record_caption(concern: Concern) -> str:
    """Name, year, form and reference of a record, for the top of its pages."""
    pupil = concern.pupil
    facts = [child_name(concern), pupil.year_name if pupil else "", pupil.shown_form if pupil else ""]
    return ", ".join(fact for fact in (*facts, concern.reference) if fact)


def person_is_adult(concern: Concern, at: datetime | None = None) -> bool:
    """Whether this record is about somebody who is 18 or over: a pupil of that age, or an adult who is no pupil.

    What was said of somebody who then turned out to be on the roll does not stand against their birthday, and not
    once they were found to be a pupil of another school. Whose birthday cannot be opened is taken for a child. `at`: a
    moment other than now, of what was recorded then.
    """
    if concern.pupil is not None:
        born_on = kindly(getattr, concern.pupil, "born_on_text", otherwise="")
        return bool(born_on) and is_adult(date.fromisoformat(born_on), clock.local(at).date() if at else clock.today())
    if concern.__dict__.get("_said_adult", ())[:1] != (concern.version,):  # a page asks this of every line it shows
        said: AdultConsent | None = concern.adult_consents.order_by("at", "pk").last()
        concern._said_adult = concern.version, said is not None and connection_stands(said)
    return concern._said_adult[1]


def connection_stands(said: AdultConsent) -> bool:
    """Whether it still says of somebody not on the list that they are an adult: not once their school was found."""
    return bool(said.connection) and not PupilMatch.objects.filter(concern=said.concern_id, at__gte=said.at).exists()


def _described(concern: Concern) -> str:
    matched = concern.matches.order_by("at").last()
    if matched and matched.other_name:
        matched.concern = concern
        return matched.other_name
    return _("Not on the list: %(description)s") % {"description": concern.unlisted_child}
