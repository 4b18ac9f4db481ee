"""Contacts that are out of use, helplines for adults worried about a child, and editions in Welsh."""

from django.db import migrations, models

# What is said otherwise in Welsh, of the editions that were loaded before there was a place for it.
IN_WELSH = {"March 2024": "Mawrth 2024", "Wales, 2024": "Cymru, 2024", "September 2026": "Medi 2026"}
NSPCC = {"kind": "HELPLINE", "place": 62}  # the country’s entry, and what schools have put in its place
KINDS = [
    ("EMERGENCY", "999"),
    ("POLICE", "Police"),
    ("CHILDRENS_SERVICES", "Children's services"),
    ("OUT_OF_HOURS", "Children's services out of hours"),
    ("ADULT_CONCERNS", "Local authority officer for concerns about adults"),
    ("HELPLINE", "Helpline"),
    ("WORRIED_ADULT", "Helpline for adults worried about a child"),
    ("STAFF_SUPPORT", "Support for staff"),
    ("ADULT_SERVICES", "Adult safeguarding"),
    ("POLICE_SPECIALIST", "Local police specialist"),
    ("FRAUD", "Reporting fraud and phishing"),
    ("ADULT_HELPLINE", "Help for adults"),
    ("OTHER", "Another agency"),
]


def sort_what_is_there(apps, _schema_editor) -> None:
    """The NSPCC's helpline is for adults, the copies of schools too; editions that are known are given in Welsh."""
    apps.get_model("directory", "ContactPoint").objects.filter(**NSPCC).update(kind="WORRIED_ADULT")
    for edition, in_welsh in IN_WELSH.items():
        apps.get_model("directory", "Guidance").objects.filter(edition=edition).update(edition_cy=in_welsh)


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_reference_data")]

    operations = [
        migrations.AddField(
            model_name="contactpoint",
            name="is_used",
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name="contactpoint",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=24),
        ),
        migrations.AddField(
            model_name="guidance",
            name="edition_cy",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.RunPython(sort_what_is_there, migrations.RunPython.noop),
    ]
