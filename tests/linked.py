"""Makes accounts that made contact, records that name the same one, and sets of linked records."""

from incidents.models import Concern, ContactingAccount, Pattern, PatternLink
from incidents.services import contact, patterns
from incidents.services.contact import Account
from safeguarding.directory.models import Platform
from safeguarding.vault.models import DataKey, Purpose
from tests.makers import make_concern

HANDLE = "@Sweet.Girl_2009"
SPELT_OTHERWISE = "sweet.girl_2009 "


def platform(code: str = "snapchat", name: str = "Snapchat") -> Platform:
    """An app of the directory, also where the directory was not loaded."""
    found = Platform.objects.filter(code=code, school=None).first()
    return found or Platform.objects.create(code=code, name_en=name, name_cy=name, source="A test")


def name_account(concern: Concern, actor, handle: str = HANDLE, on: Platform | None = None) -> ContactingAccount:
    """Records an account on this record, as a lead does."""
    concern.refresh_from_db()
    said = Account(handle=handle, platform_id=on.pk if on else None)
    return contact.record_account(actor=actor, reference=concern.reference, seen_version=concern.version, said=said)


def two_that_name_one_account(cast, **more) -> tuple[Concern, Concern]:
    """Records about Amy and Eli, reported apart, that name the same account, written differently."""
    one = make_concern(cast.afon, cast.nia, cast.amy, **more)
    two = make_concern(cast.afon, cast.owen, cast.eli, **more)
    name_account(one, cast.mair, HANDLE, platform())
    name_account(two, cast.mair, SPELT_OTHERWISE)
    return one, two


def link(actor, one: Concern, two: Concern, pattern: str = "", **parts) -> Pattern:
    """Links two records; each child was contacted."""
    one.refresh_from_db()
    said = {one.reference: ["CONTACTED"], two.reference: ["CONTACTED"]} | parts
    return patterns.link(
        actor=actor,
        reference=one.reference,
        other=two.reference,
        seen_version=one.version,
        parts=said,
        pattern=pattern,
    )


def alone_in_a_set(cast, concern: Concern) -> Pattern:
    """A set in which one record is left."""
    pattern = Pattern(school=cast.afon, key=DataKey.objects.make(Purpose.PATTERN), by=cast.mair)
    pattern.save()
    PatternLink(pattern=pattern, concern=concern, parts="CONTACTED,THREATENED", by=cast.mair).save()
    return pattern
