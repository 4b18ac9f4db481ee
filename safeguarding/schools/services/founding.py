"""Setting up a school: its key, its audit chains and the key that signs its reports."""

import base64

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from safeguarding.audit import acts, events
from safeguarding.schools.models import School
from safeguarding.schools.services import calendars


@acts.act
def found_school(*, code: str, name: str, jurisdiction: str, languages: str, **fields) -> School:
    """A new school, with everything its record will need. Done on the server, before anybody can sign in."""
    school = School.objects.make(code=code, name=name, jurisdiction=jurisdiction, languages=languages, **fields)
    private = Ed25519PrivateKey.generate()
    school.signing_key = base64.b64encode(private.private_bytes_raw()).decode()
    school.signing_public_key = base64.b64encode(private.public_key().public_bytes_raw()).decode()
    school.save(update_fields=["signing_key", "signing_public_key"])
    acts.open_chains(school.pk)
    calendars.write_bank_holidays(school)
    acts.record(events.SCHOOL_SET_UP, school_id=school.pk, subject=school)
    return school
