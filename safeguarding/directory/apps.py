"""Names the app `directory`."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """safeguarding.directory under the short label `directory`."""

    name = "safeguarding.directory"
    label = "directory"
