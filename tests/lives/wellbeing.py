"""A record lives through safety checks, support and check-ins."""

from incidents.services import support, wellbeing
from safeguarding import clock


def live(cast, concern) -> None:
    """Writes every kind of row of this duty at least once, through the services, as Mair."""

    def said() -> dict:
        concern.refresh_from_db()
        return {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}

    wellbeing.record_check(
        **said(),
        self_harm="IMMEDIATE",
        observed=["TEARFUL", "SAID"],
        observed_words="She said so.",
        others_at_risk="NO",
        not_left_alone="Her tutor, in Room 3, until her mother comes.",
        put_in_place="999 was called.",
        recheck_on=clock.today(),
    )
    support.plan_support(
        **said(), named_adult="Mrs Evans", services=[], child_says="To sit inside.", words="At noon, too."
    )
    check_in = support.plan_check_in(**said(), due_on=clock.today(), with_whom="Mrs Evans")
    support.complete_check_in(**said(), check_in_id=check_in.pk, happened="YES", words="Better.")
