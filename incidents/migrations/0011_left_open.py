"""Why a record was closed although something was still open; and that a sign points to sextortion once it is unticked."""

from django.db import migrations, models

import safeguarding.vault.fields


class Migration(migrations.Migration):
    dependencies = [("incidents", "0010_words_for_any_age")]

    operations = [
        migrations.AddField(
            model_name="closing",
            name="left_open",
            field=safeguarding.vault.fields.SealedTextField(default="", key="concern.key", null=True),
        ),
        migrations.AlterField(
            model_name="pathwaychoice",
            name="rule",
            field=models.CharField(
                choices=[
                    ("THREAT_SIGN", "A sign of blackmail or of a threat to share was recorded."),
                    (
                        "PRESSURE_AND_THREAT",
                        "The child was pressured into taking images, and somebody threatens or asks for money.",
                    ),
                    (
                        "REPORTER_SAID",
                        "The person who recorded it said that someone is threatening to share an image or asking for "
                        "money.",
                    ),
                    ("TRIAGED", "Triage found it."),
                    (
                        "SIGN_BEFORE",
                        "What was recorded before pointed to it. It is not ticked any more, and nobody has said what "
                        "it is instead.",
                    ),
                    ("MASS_EMAIL", "There is only a threatening e-mail: no contact before it, and no known image."),
                    ("STRANGER", "Somebody the child may not know made contact, and no threat is known."),
                    ("IMAGES", "It is about images, and no contact from outside and no threat is known."),
                    ("NOTHING", "No sign that was recorded points to one of the pathways."),
                ],
                max_length=20,
            ),
        ),
    ]
