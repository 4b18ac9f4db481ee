"""Where, and which children: a school with its calendar, and the pupils on its roll."""

import uuid
from datetime import date

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from safeguarding import clock
from safeguarding.schools.languages import LANGUAGES, Jurisdiction
from safeguarding.vault.fields import SealedTextField
from safeguarding.vault.models import DataKey, Purpose


class SchoolManager(models.Manager):
    """Makes schools."""

    def make(self, **fields) -> "School":
        """A school with its data key. The service that calls this opens its audit chains."""
        return self.create(key=DataKey.objects.make(Purpose.SCHOOL), **fields)


class School(models.Model):
    """A school. Its jurisdiction selects roles' names, categories, outcomes, clocks and guidance."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200, blank=True)
    jurisdiction = models.CharField(max_length=8, choices=Jurisdiction.choices)
    languages = models.CharField(max_length=5, choices=LANGUAGES, default="en")
    working_days = models.CharField(max_length=7, default="12345")  # ISO weekdays: Monday is 1
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=clock.now)
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    # Signs this school's reports. The public half is printed on them as a fingerprint.
    signing_key = SealedTextField(key="key", default="")
    signing_public_key = models.CharField(max_length=64, blank=True)

    objects = SchoolManager()

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name in the reader's language, where the school has two."""
        return self.name_cy if self.name_cy and get_language() == "cy" else self.name

    @property
    def language_list(self) -> list[str]:
        """The languages offered, in order."""
        return self.languages.split(",")


class Term(models.Model):
    """A term of the school year, first and last day included."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="terms")
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on"]


class Closure(models.Model):
    """A day on which the school is closed though its weekday is a working day: bank holidays, training days."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="closures")
    day = models.DateField()
    name = models.CharField(max_length=60, blank=True)
    is_bank_holiday = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "day"], name="one_closure_a_day")]


class Pupil(models.Model):
    """A child on the roll. Everything that names the child is sealed under the school's key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="pupils")
    identity_digest = models.CharField(max_length=64)  # keyed hash of UPN, else of the school's own number
    upn = SealedTextField(key="school.key", default="")
    school_number = SealedTextField(key="school.key", default="")
    legal_surname = SealedTextField(key="school.key")
    legal_forename = SealedTextField(key="school.key")
    preferred_surname = SealedTextField(key="school.key", default="")
    preferred_forename = SealedTextField(key="school.key", default="")
    born_on_text = SealedTextField(key="school.key")  # ISO date
    form = SealedTextField(key="school.key", default="")
    year_group = models.SmallIntegerField(null=True)  # -1 nursery, 0 reception, 1 to 13
    left_on = models.DateField(null=True)
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "identity_digest"], name="one_pupil_an_identity")]
        indexes = [models.Index(fields=["school", "left_on"], name="pupils_on_roll")]

    def __str__(self) -> str:
        return f"pupil {self.pk}"

    @staticmethod
    def digest(school: School, upn: str, school_number: str) -> str:
        """The keyed hash by which a pupil is found again without storing the number in clear."""
        return school.key.commit("pupil", f"upn:{upn}" if upn else f"number:{school_number}")

    @property
    def shown_name(self) -> str:
        """Surname first, as registers print it, with the name the child is known by."""
        surname = self.preferred_surname or self.legal_surname
        forename = self.preferred_forename or self.legal_forename
        return f"{surname}, {forename}"

    @property
    def full_name(self) -> str:
        """The name the child is known by, as it is spoken."""
        surname = self.preferred_surname or self.legal_surname
        return f"{self.preferred_forename or self.legal_forename} {surname}"

    @property
    def initials(self) -> str:
        """For lists that others may glimpse."""
        return "".join(f"{part[0]}." for part in self.full_name.split() if part)

    @property
    def born_on(self) -> date:
        """Date of birth."""
        return date.fromisoformat(self.born_on_text)

    def age_on(self, day: date) -> int:
        """Age in whole years on a day."""
        born = self.born_on
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    @property
    def year_name(self) -> str:
        """Year group in words."""
        named = {None: "", -1: _("Nursery"), 0: _("Reception")}
        if self.year_group in named:
            return str(named[self.year_group])
        return str(_("Year %(number)s") % {"number": self.year_group})
