"""Parents and carers: how the child would like it, what was decided, what was said, and the letters they were given."""

import uuid

from django.conf import settings
from django.db import models

from incidents.families import Channel, Format, NotTelling, Preference, Spoken, Telling
from incidents.models.concern import Concern
from incidents.models.incident import LANGUAGE_CHOICES
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.directory.models import Letter
from safeguarding.vault.fields import SealedTextField


class ChildPreference(AppendOnly):
    """How the child would like parents or carers to be told, in their own words. A later one replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="preferences")
    preference = models.CharField(max_length=16, choices=Preference.choices)
    words = SealedTextField(key="concern.key", default="")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    asked_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]


class TellingDecision(AppendOnly):
    """What was decided about telling parents or carers. Not telling has its reason and a day to look again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="tellings")
    telling = models.CharField(max_length=16, choices=Telling.choices)
    follows_preference = models.BooleanField(null=True)  # None: the child has not been asked
    why_not = models.CharField(max_length=16, choices=NotTelling.choices, blank=True)
    reasons = SealedTextField(key="concern.key", default="")
    agreed_with = SealedTextField(key="concern.key", default="")  # who agreed that they are not told
    who_tells = SealedTextField(key="concern.key", default="")
    tell_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]


class FamilyContact(AppendOnly):
    """A talk with a parent or carer: what was said, what they said, what was agreed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="family_contacts")
    with_whom = SealedTextField(key="concern.key")
    talked_at = models.DateTimeField()
    channel = models.CharField(max_length=12, choices=Channel.choices)
    spoken = models.CharField(max_length=8, choices=Spoken.choices)
    said = SealedTextField(key="concern.key")
    they_said = SealedTextField(key="concern.key", default="")
    agreed = SealedTextField(key="concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["talked_at", "recorded_at"]


class LetterGiven(AppendOnly):
    """A letter that a parent or carer was given: which text, in which language, by which way."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="letters")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    to_whom = SealedTextField(key="concern.key")
    channel = models.CharField(max_length=12, choices=Channel.choices)
    given_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["given_on", "recorded_at"]


class FormatRequest(AppendOnly):
    """Somebody needs a document in another form; it must not take longer for them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="format_requests")
    format = models.CharField(max_length=16, choices=Format.choices)
    for_whom = SealedTextField(key="concern.key")
    words = SealedTextField(key="concern.key", default="")
    needed_by = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["needed_by", "at"]


class FormatGiven(AppendOnly):
    """The document was given in that form."""

    request = models.OneToOneField(FormatRequest, on_delete=models.PROTECT, primary_key=True, related_name="given")
    given_on = models.DateField()
    words = SealedTextField(key="request.concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
