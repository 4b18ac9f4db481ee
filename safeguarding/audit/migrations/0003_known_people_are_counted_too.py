"""A flood of refusals of one person becomes one line too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_entries_by_time")]

    operations = [
        migrations.RemoveConstraint(model_name="refusedminute", name="one_count_a_minute_and_address"),
        migrations.AddField(
            model_name="refusedminute",
            name="actor_ref",
            field=models.CharField(blank=True, default="", max_length=36),
        ),
        migrations.AddConstraint(
            model_name="refusedminute",
            constraint=models.UniqueConstraint(
                fields=("event", "address_ref", "actor_ref", "minute"), name="one_count_a_minute_and_sender"
            ),
        ),
    ]
