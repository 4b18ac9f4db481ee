"""The name of another agency is somebody's words, and sealed as such: as open text it could name a child."""

from django.db import migrations

import safeguarding.vault.fields


class NamesWouldBeLost(Exception):
    """There are referrals whose agency is named in the open: the column cannot be replaced without losing that."""


def refuse_to_lose_names(apps, _schema_editor) -> None:
    """No installation holds such rows: the column is replaced before the first one that records real children."""
    if apps.get_model("incidents", "Referral").objects.exclude(agency_name="").exists():
        raise NamesWouldBeLost("Referrals to another agency carry its name in the open. Keep the earlier version.")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0012_moved_by_the_roll")]

    operations = [
        migrations.RunPython(refuse_to_lose_names, migrations.RunPython.noop),
        migrations.RemoveField(model_name="referral", name="agency_name"),
        migrations.AddField(
            model_name="referral",
            name="agency_name",
            field=safeguarding.vault.fields.SealedTextField(default="", key="concern.key", null=True),
        ),
    ]
