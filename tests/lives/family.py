"""A record lives through parents and carers."""

from datetime import timedelta

from django.core.management import call_command

from incidents.families import NotTelling, Preference, Telling
from incidents.services import families
from safeguarding import clock


def live(cast, concern) -> None:
    """Writes every kind of row of this duty at least once, through the services, as Mair."""
    call_command("load_reference", verbosity=0)

    def said() -> dict:
        concern.refresh_from_db()
        return {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}

    today = clock.today()
    wish = {"preference": Preference.TOGETHER, "words": "With you, please.", "language": "en", "asked_on": today}
    families.record_preference(**said(), **wish)
    decided = families.Decided(
        telling=Telling.NOT_NOW,
        why_not=NotTelling.EVIDENCE,
        reasons="The police asked us to wait until they have spoken with her.",
        agreed_with="PC 4411, and Huw Bevan, head",
        review_on=today + timedelta(days=2),
    )
    families.decide_telling(**said(), decided=decided)
    families.record_contact(
        **said(),
        with_whom="Her mother",
        talked_at=clock.now(),
        channel="PHONE",
        spoken="CY",
        said="That she told us, and that it is not her fault.",
        they_said="She is glad that we called.",
        agreed="We talk again tomorrow.",
    )
    families.record_letters(**said(), languages=["cy", "en"], to_whom="Her mother", channel="BY_HAND", given_on=today)
    asked = families.ask_format(
        **said(), format="LARGE_PRINT", for_whom="Her grandfather", needed_by=today, words="The letter"
    )
    families.give_format(**said(), request_id=asked.pk, given_on=today, words="He could read it.")
