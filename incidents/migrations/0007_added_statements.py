"""An index of what reporters added to their records, for the queue."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0006_reach_of_reports")]

    operations = [
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                condition=models.Q(("kind", "ADDED")), fields=["incident", "written_at"], name="added_statements"
            ),
        ),
    ]
