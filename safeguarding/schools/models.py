"""Where, and which children: a school with its calendar, and the pupils on its roll."""

import base64
import uuid
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from safeguarding import clock
from safeguarding.audit.models import AppendOnly
from safeguarding.audit.verify_export import fingerprint
from safeguarding.schools.languages import LANGUAGES, Jurisdiction
from safeguarding.schools.roll.spelling import one_spelling
from safeguarding.vault.fields import SealedTextField
from safeguarding.vault.models import DataKey, Purpose
from safeguarding.vault.unopened import SealBroken, kindly


class SchoolManager(models.Manager):
    """Makes schools."""

    def make(self, **fields) -> "School":
        """A school with its data key and the key that signs its reports, which no later save can change.

        The service that calls this opens its audit chains, and writes the fingerprint into them.
        """
        private = Ed25519PrivateKey.generate()
        return self.create(
            key=DataKey.objects.make(Purpose.SCHOOL),
            signing_key=base64.b64encode(private.private_bytes_raw()).decode(),
            signing_public_key=base64.b64encode(private.public_key().public_bytes_raw()).decode(),
            **fields,
        )

    def fingerprints(self, **which) -> dict[uuid.UUID, set[str]]:
        """For each school the fingerprints of its key: one, unless the sealed key or the open column was altered."""
        return {school.pk: school.fingerprints() for school in self.filter(**which).select_related("key")}


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

    never_changed = ("code", "key", "signing_key", "signing_public_key")

    objects = SchoolManager()

    def __str__(self) -> str:
        return self.shown_name

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key that signs its reports: of that key itself, not of the column beside it."""
        private = Ed25519PrivateKey.from_private_bytes(base64.b64decode(self.signing_key))
        return fingerprint(private.public_key().public_bytes_raw().hex())

    def fingerprints(self) -> set[str]:
        """Those of the sealed key and of the open column, which are the same in a school that nobody altered."""
        try:
            return {self.fingerprint, fingerprint(base64.b64decode(self.signing_public_key).hex())}
        except (SealBroken, ValueError):
            return {"", self.signing_public_key}

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
        return school.key.commit("pupil", f"upn:{upn}" if upn else f"number:{one_spelling(school_number)}")

    # For showing only. What cannot be opened is said in its place, so that one name never takes a whole list with it;
    # whoever looks for names in a text reads the sealed fields themselves, and is refused.

    @property
    def shown_name(self) -> str:
        """Surname first, as registers print it, with the name the child is known by."""
        return kindly(lambda: f"{self._known_surname()}, {self._known_forename()}")

    @property
    def full_name(self) -> str:
        """The name the child is known by, as it is spoken."""
        return kindly(self._spoken)

    @property
    def initials(self) -> str:
        """For lists that others may glimpse."""
        return kindly(lambda: "".join(f"{part[0]}." for part in self._spoken().split() if part))

    @property
    def shown_form(self) -> str:
        """The form, for showing."""
        return kindly(getattr, self, "form")

    def _known_surname(self) -> str:
        return self.preferred_surname or self.legal_surname

    def _known_forename(self) -> str:
        return self.preferred_forename or self.legal_forename

    def _spoken(self) -> str:
        return f"{self._known_forename()} {self._known_surname()}"

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


class EarlierIdentity(AppendOnly):
    """What the roll called a child until an import changed it: what was written under that name stays findable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="earlier_identities")
    upn = SealedTextField(key="pupil.school.key", default="")
    school_number = SealedTextField(key="pupil.school.key", default="")
    legal_surname = SealedTextField(key="pupil.school.key")
    legal_forename = SealedTextField(key="pupil.school.key")
    preferred_surname = SealedTextField(key="pupil.school.key", default="")
    preferred_forename = SealedTextField(key="pupil.school.key", default="")
    born_on_text = SealedTextField(key="pupil.school.key")
    until = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"earlier identity of pupil {self.pupil_id}"
