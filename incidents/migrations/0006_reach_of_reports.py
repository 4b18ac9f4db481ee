"""How far a report reaches, and whether the worker makes it. Those asked for before showed everything.

One that is still waiting may wait for the worker: it is not given up after a quarter of an hour.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0005_added_to_referrals")]

    operations = [
        migrations.AddField(
            model_name="auditreport",
            name="reach",
            field=models.CharField(
                choices=[("SCHOOL", "What everybody at the school did"), ("TEAM", "What the safeguarding team did")],
                default="SCHOOL",
                max_length=6,
            ),
            preserve_default=False,
        ),
        migrations.AddField(model_name="auditreport", name="for_worker", field=models.BooleanField(default=True)),
        migrations.AlterField(model_name="auditreport", name="for_worker", field=models.BooleanField(default=False)),
    ]
