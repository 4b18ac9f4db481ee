"""Names of agencies that stood in the open are sealed by the migration, and nothing is lost."""

from django.core.management import call_command
from django.db import connection

from incidents.models import Referral
from safeguarding.audit import guards, triggers
from tests import databases
from tests.makers import make_concern, make_referral

NAME = "Social worker of Eli Jonas"


def test_a_name_that_stood_in_the_open_is_sealed_and_kept(cast, fresh_database):
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    named = make_referral(concern, cast.mair, agency="OTHER", agency_name="", method="PHONE")
    unnamed = make_referral(concern, cast.mair, agency="POLICE", method="PHONE")
    call_command("migrate", "incidents", "0012", verbosity=0)
    write_in_the_open(named.pk)
    call_command("migrate", verbosity=0)
    assert Referral.objects.get(pk=named.pk).agency_name == NAME
    assert Referral.objects.get(pk=unnamed.pk).agency_name == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM incidents_referral")
        assert NAME not in str(cursor.fetchall())
    assert guards.expected_triggers() <= guards.standing_triggers()


def write_in_the_open(pk) -> None:
    """As an earlier version did: past the guards, which only refuse that it is written afterwards."""
    on_table = " ON incidents_referral" if connection.vendor == "postgresql" else ""
    with databases.underneath() as raw:
        cursor = raw.cursor()
        for name in [each for each in triggers.standing() if each.startswith("incidents_referral_")]:
            cursor.execute(f'DROP TRIGGER "{name}"{on_table}')
        pk = f"'{pk}'" if connection.vendor == "postgresql" else f"'{pk.hex}'"
        cursor.execute(f"UPDATE incidents_referral SET agency_name = '{NAME}' WHERE id = {pk}")
        raw.commit()
