"""The checks of a school's whole audit trail."""

import django.db.models.deletion
import safeguarding.clock
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0003_who_leads"),
        ("schools", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TrailCheck",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField(default=safeguarding.clock.now)),
                ("size", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "Waiting"),
                            ("CHECKING", "Checking"),
                            ("DONE", "Done"),
                            ("FAILED", "Failed"),
                        ],
                        default="WAITING",
                        max_length=8,
                    ),
                ),
                ("checked", models.BigIntegerField(default=0)),
                ("moved_at", models.DateTimeField(default=safeguarding.clock.now)),
                ("done_at", models.DateTimeField(null=True)),
                ("fault_seq", models.BigIntegerField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trail_checks", to="schools.school"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["school", "-asked_at"], name="newest_trail_check")],
            },
        ),
    ]
