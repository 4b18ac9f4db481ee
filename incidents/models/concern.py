"""One child's record in an incident: its state, what was answered about this child, who has read it, how it moved."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models

from incidents.categories import AbuseCategory, Answer, BodyRegion, Level, Part, PlanKind
from incidents.models.incident import Incident
from incidents.references import new_reference
from incidents.workflow import OPEN_STATES, State, Step
from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.schools.models import Pupil, School
from safeguarding.vault.fields import SealedTextField
from safeguarding.vault.models import DataKey


class ConcernQuerySet(models.QuerySet):
    """Sets of concerns, named as a lead would ask for them."""

    def open(self) -> "ConcernQuerySet":
        """Not closed."""
        return self.filter(state__in=OPEN_STATES)

    def with_keys(self) -> "ConcernQuerySet":
        """Ready to be shown: what sealed fields need, in the same query."""
        return self.select_related(
            "key", "incident__key", "incident__reporter", "pupil__school__key", "school__key", "owner"
        )


class Concern(models.Model):
    """One child's record. What the reporter answered never changes; where it stands and who leads does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="concerns")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="concerns")
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    # what the reporter said of this child
    place_in_report = models.PositiveSmallIntegerField(default=1)
    unlisted_child = SealedTextField(key="key", default="")  # "not on the list": as the reporter described them
    safe_now = models.CharField(max_length=8, choices=Answer.choices)
    self_harm_worry = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    part = models.CharField(max_length=16, choices=Part.choices, blank=True)
    # where it stands
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, null=True, related_name="concerns")
    state = models.CharField(max_length=20, choices=State.choices, default=State.SENT)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="led_concerns"
    )
    main_category = models.CharField(max_length=12, choices=AbuseCategory.choices, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices, blank=True)
    plan_kind = models.CharField(max_length=12, choices=PlanKind.choices, blank=True)
    review_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)  # two leads at once: the second sees that the first was there

    never_changed = (
        "reference",
        "school",
        "incident",
        "key",
        "recorded_at",
        "place_in_report",
        "unlisted_child",
        "safe_now",
        "self_harm_worry",
        "part",
    )

    # Where it was opened: since when something waits that its reporter added after the team had looked.
    added_at: datetime | None = None

    objects = ConcernQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["school", "state", "recorded_at"], name="concerns_in_the_queue"),
            models.Index(fields=["pupil", "recorded_at"], name="concerns_of_a_pupil"),
            models.Index(fields=["owner", "state"], name="concerns_of_a_lead"),
        ]
        constraints = [
            models.CheckConstraint(name="concern_state_is_known", condition=models.Q(state__in=State.values)),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Not closed."""
        return self.state != State.CLOSED

    def take(self, step: Step, *, by, reason: str = "", owner=None) -> "StateChange":
        """Stands where the step ends, and leaves the row that says who moved it and why. The caller saves.

        `owner`: who leads from this step on, where it says so.
        """
        self.state = step.end
        self.version += 1
        if owner is not None:
            self.owner = owner
        change = StateChange(
            concern=self, move=step.move, start=step.start, end=step.end, by=by, reason=reason, owner=owner
        )
        if step.move == "plan":
            change.plan_kind, change.review_on = self.plan_kind, self.review_on
        change.save()
        return change


class Mark(AppendOnly):
    """Where a mark was seen on a child: a region out of a list, never a photograph."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="marks")
    region = models.CharField(max_length=20, choices=BodyRegion.choices)
    described = SealedTextField(key="concern.key", default="")  # size, shape, colour, what the child said
    recorded_at = models.DateTimeField(default=clock.now)


class Reading(AppendOnly):
    """Somebody opened the record: who and when. With it the reporter sees that it was opened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["concern", "at"], name="readings_of_a_concern")]


class StateChange(AppendOnly):
    """One move of a concern: from where to where, who, when and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="state_changes")
    move = models.CharField(max_length=24)
    start = models.CharField(max_length=20)
    end = models.CharField(max_length=20)
    # nobody, where a birthday that the roll put right took it back into review
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    reason = SealedTextField(key="concern.key", default="")
    # who leads from then on, where the move says so
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # what was planned, and when it is looked at again, where the move is a plan
    plan_kind = models.CharField(max_length=12, choices=PlanKind.choices, blank=True)
    review_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["concern", "at"], name="moves_of_a_concern")]


class PupilMatch(AppendOnly):
    """Whom a child "not on the list" turned out to be; what the reporter wrote stays visible beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="matches")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, null=True, related_name="+")
    other_name = SealedTextField(key="concern.key", default="")  # "not one of ours": name and school
    other_school = SealedTextField(key="concern.key", default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
