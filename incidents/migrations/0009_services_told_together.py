"""Children's services can be told about linked records in one go, as the police can."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0008_response")]

    operations = [
        migrations.AlterField(
            model_name="patternsteptaken",
            name="step",
            field=models.CharField(
                choices=[
                    ("POLICE_TOGETHER", "Tell the police that these belong together, with all references"),
                    ("SERVICES", "Tell children’s services that these belong together, with all references"),
                    ("OTHER_SCHOOLS", "Tell other schools or the local authority"),
                    ("LETTER", "Send the letter to all parents and carers"),
                    ("LESSON", "Teach about it: an assembly or a lesson"),
                    ("FRIENDS", "Look after friends and brothers and sisters"),
                ],
                max_length=16,
            ),
        ),
    ]
