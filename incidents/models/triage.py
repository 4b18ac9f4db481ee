"""What the safeguarding team decides first about a concern, and the notes it keeps."""

import uuid

from django.conf import settings
from django.db import models

from incidents.categories import AbuseCategory, Level, ReviewChoice, Topic
from incidents.models.concern import Concern
from incidents.models.incident import LANGUAGE_CHOICES
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.vault.fields import SealedTextField


class Triage(AppendOnly):
    """Who leads, whether a review is needed, the formal category and the level. A later one replaces an earlier."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="triages")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    review = models.CharField(max_length=12, choices=ReviewChoice.choices)
    reasons = SealedTextField(key="concern.key", default="")
    main_category = models.CharField(max_length=12, choices=AbuseCategory.choices)
    other_categories = models.CharField(max_length=100, blank=True)
    topics = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]

    @property
    def topic_list(self) -> list[Topic]:
        """What kind of thing it is."""
        return [Topic(code) for code in self.topics.split(",") if code]

    @property
    def category_list(self) -> list[AbuseCategory]:
        """All its categories, the main one first."""
        codes = [self.main_category, *self.other_categories.split(",")]
        return [AbuseCategory(code) for code in codes if code]


class Note(AppendOnly):
    """A note on the record by a member of the safeguarding team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField(key="concern.key")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["written_at"]
