"""Setting up a school: its keys and its audit chains."""

from safeguarding.audit import acts, events
from safeguarding.schools.models import School
from safeguarding.schools.services import calendars


class DemoBesideReal(Exception):
    """A demo school would lie beside a real one."""


@acts.act
def found_school(*, code: str, name: str, jurisdiction: str, languages: str, **fields) -> School:
    """A new school, with everything its record will need. Done on the server, before anybody can sign in.

    Raises DemoBesideReal: the demo's password is known to everybody.
    """
    if School.objects.filter(is_demo=not fields.get("is_demo", False)).exists():
        raise DemoBesideReal("A demo school and a real one are never in the same database.")
    school = School.objects.make(code=code, name=name, jurisdiction=jurisdiction, languages=languages, **fields)
    acts.open_chains(school.pk)
    calendars.write_bank_holidays(school)
    fingerprint = school.fingerprint.replace(" ", "")  # of the key that signs its reports: the trail vouches for it
    acts.record(events.SCHOOL_SET_UP, school_id=school.pk, subject=school, fingerprint=fingerprint)
    return school
