"""Labels of choices that are said of a child and of somebody of 18 or over alike."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0009_services_told_together")]

    operations = [
        migrations.AlterField(
            model_name="deletion",
            name="state",
            field=models.CharField(
                choices=[
                    ("ASKED", "They were asked to delete it"),
                    ("CONFIRMED", "They say it is deleted"),
                    ("NOT_WANTED", "They do not want to"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="devicereceived",
            name="whose",
            field=models.CharField(
                choices=[
                    ("CHILD", "This person’s"),
                    ("ANOTHER_CHILD", "Another child’s"),
                    ("FAMILY", "A parent’s or carer’s"),
                    ("SCHOOL", "The school’s"),
                    ("STAFF", "A member of staff’s"),
                    ("NOT_KNOWN", "Not known"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="reviewmark",
            name="task",
            field=models.CharField(
                choices=[
                    ("PEOPLE", "Who is at the meeting"),
                    ("RISK", "Immediate risk"),
                    ("TRIGGERS", "Reasons to refer at once"),
                    ("KNOWN", "What we already know"),
                    ("DEVICES", "Devices"),
                    ("VIEWING", "Viewing: no one in school needs to view any image"),
                    ("FAMILY", "Parents and carers"),
                    ("SUPPORT", "Support"),
                    ("REMOVAL", "Getting images removed"),
                    ("OTHERS", "Other children or schools"),
                    ("DECISION", "Decision and reasons"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="viewingrecord",
            name="device_of",
            field=models.CharField(
                blank=True,
                choices=[
                    ("CHILD", "This person’s"),
                    ("ANOTHER_CHILD", "Another child’s"),
                    ("FAMILY", "A parent’s or carer’s"),
                    ("SCHOOL", "The school’s"),
                    ("STAFF", "A member of staff’s"),
                    ("NOT_KNOWN", "Not known"),
                ],
                max_length=16,
            ),
        ),
    ]
