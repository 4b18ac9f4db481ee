"""The name of another agency is somebody's words, and sealed as such: as open text it could name a child.

Names that stand in the open are sealed under the key of their record. Of a record whose key was destroyed nothing
is kept. The guards of the table are off while that is written; `migrate` puts them back when it ends.
"""

from django.db import migrations

import safeguarding.vault.fields
from safeguarding.audit import triggers
from safeguarding.vault.fields import Sealed, seal
from safeguarding.vault.models import DataKey


def seal_names(apps, schema_editor) -> None:
    """Seals each name in its place; where there is none, the master key is not asked for."""
    referrals = apps.get_model("incidents", "Referral").objects
    named = referrals.exclude(agency_name_open="").exclude(concern__key__wrapped=None)
    rows = list(named.select_related("concern__key"))
    if rows:
        _lift_guards(schema_editor)
    for row in rows:
        held, field = row.concern.key, row._meta.get_field("agency_name")
        key = DataKey(
            pk=held.pk, purpose=held.purpose, wrapped=held.wrapped, master_fingerprint=held.master_fingerprint
        )
        sealed = seal(row.agency_name_open, key, field.place_of(row))
        referrals.filter(pk=row.pk).update(agency_name=Sealed(sealed))


def _lift_guards(schema_editor) -> None:
    table = "incidents_referral"
    on_table = f' ON "{table}"' if schema_editor.connection.vendor == "postgresql" else ""
    for name in triggers.standing():
        if name.startswith(f"{table}_"):
            schema_editor.execute(f'DROP TRIGGER "{name}"{on_table}')


class Migration(migrations.Migration):
    dependencies = [("incidents", "0012_moved_by_the_roll")]

    operations = [
        migrations.RenameField(model_name="referral", old_name="agency_name", new_name="agency_name_open"),
        migrations.AddField(
            model_name="referral",
            name="agency_name",
            field=safeguarding.vault.fields.SealedTextField(default="", key="concern.key", null=True),
        ),
        migrations.RunPython(seal_names, migrations.RunPython.noop),
        migrations.RemoveField(model_name="referral", name="agency_name_open"),
    ]
