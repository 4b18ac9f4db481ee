"""Where a school lies and which languages it works in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Jurisdiction(models.TextChoices):
    """Whose law and guidance applies."""

    WALES = "WALES", _("Wales")
    ENGLAND = "ENGLAND", _("England")


# In the order they are offered. Wales always has both, Welsh first.
LANGUAGES = [("cy,en", "Cymraeg, English"), ("en,cy", "English, Cymraeg"), ("en", "English"), ("cy", "Cymraeg")]
