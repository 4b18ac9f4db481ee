"""What is added to a referral later, and what each plan was."""

import django.db.models.deletion
import safeguarding.clock
import safeguarding.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0004_trail_check"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="statechange",
            name="plan_kind",
            field=models.CharField(
                choices=[("ACTION_PLAN", "Action plan"), ("EARLY_HELP", "Early help"), ("MONITORING", "Monitoring")],
                max_length=12,
                blank=True,
            ),
        ),
        migrations.AddField(
            model_name="statechange",
            name="review_on",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="ReferralAddition",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("agency_reference", safeguarding.vault.fields.SealedTextField(default="", key="referral.concern.key")),
                ("agreed", safeguarding.vault.fields.SealedTextField(default="", key="referral.concern.key")),
                (
                    "child_told",
                    models.CharField(blank=True, choices=[("TOLD", "Told"), ("NOT_TOLD", "Not told")], max_length=8),
                ),
                ("child_told_words", safeguarding.vault.fields.SealedTextField(default="", key="referral.concern.key")),
                (
                    "parents_told",
                    models.CharField(blank=True, choices=[("TOLD", "Told"), ("NOT_TOLD", "Not told")], max_length=8),
                ),
                (
                    "parents_told_words",
                    safeguarding.vault.fields.SealedTextField(default="", key="referral.concern.key"),
                ),
                ("recorded_at", models.DateTimeField(default=safeguarding.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="additions", to="incidents.referral"
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at"],
            },
        ),
    ]
