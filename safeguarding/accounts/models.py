"""Who works here: a person who signs in, the roles they hold at a school from when until when, and words of theirs."""

import json
import uuid
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from safeguarding import clock
from safeguarding.accounts.roles import REACH, Role
from safeguarding.vault.fields import SealedTextField
from safeguarding.vault.models import DataKey, Purpose
from safeguarding.vault.unopened import KeyDestroyed, SealBroken

KEPT_FOR = timedelta(days=7)  # words that arrived too late


class UserManager(BaseUserManager):
    """Makes people. There is no sign-up: the school's roll and its administrator make accounts."""

    use_in_migrations = True

    def create_user(self, email: str, name: str, password: str | None = None, **fields) -> "User":
        """A person; without a password they cannot sign in yet."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.key = DataKey.objects.make(Purpose.USER)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str) -> "User":
        """People are known by their address, whatever its capitals."""
        return self.get(email=email.lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. What they may do is decided by their roles in safeguarding.policy alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("email address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=200)
    staff_code = models.CharField(max_length=32, blank=True)
    language = models.CharField(max_length=2, choices=[("cy", "Cymraeg"), ("en", "English")], blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now)
    # Seals this person's sign-in secrets.
    key = models.ForeignKey("vault.DataKey", on_delete=models.PROTECT, related_name="+")

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name others see."""
        return self.name

    def roles_in_force(self) -> list["StaffRole"]:
        """The roles this person holds today (read once per request)."""
        return self._roles_in_force

    @cached_property
    def _roles_in_force(self) -> list["StaffRole"]:
        today = clock.today()
        return [
            held
            for held in self.staff_roles.select_related("school").order_by("school__name", "starts_on", "role")
            if held.starts_on <= today and (held.ends_on is None or held.ends_on >= today)
        ]

    def role_name_at(self, school_id) -> str:
        """The furthest-reaching role held there today, for the audit trail."""
        held = {role.role for role in self.roles_in_force() if school_id is None or role.school_id == school_id}
        return next((role.value for role in REACH if role in held), "NONE")


class StaffRole(models.Model):
    """A role held by a person at a school, from one day until another. It ends; it is never removed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="staff_roles")
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="staff_roles")
    role = models.CharField(max_length=16, choices=Role.choices)
    starts_on = models.DateField(default=clock.today)
    ends_on = models.DateField(null=True, blank=True)
    where_found = models.CharField(max_length=200, blank=True)  # room and extension, for "tell them in person"
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(default=clock.now)

    never_changed = ("user", "school", "role", "starts_on", "granted_by", "granted_at")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_role_ends_after_it_starts",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
            )
        ]
        indexes = [models.Index(fields=["school", "role"], name="roles_at_a_school")]

    def __str__(self) -> str:
        return f"{self.role} at {self.school_id}"


class KeptWords(models.Model):
    """What somebody had typed on a page when their session was over. Only they see it again.

    Once it was used, given up or a week old, the words and their key are gone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="kept_words")
    key = models.ForeignKey("vault.DataKey", on_delete=models.PROTECT, related_name="+")
    content_text = SealedTextField(key="key", null=True)  # JSON: path and query of the page, and its fields
    kept_at = models.DateTimeField(default=clock.now)

    never_changed = ("owner", "key", "kept_at")

    class Meta:
        indexes = [models.Index(fields=["owner", "kept_at"], name="kept_words_of_a_person")]

    @property
    def content(self) -> dict:
        """The path and query of the page, and its fields."""
        return json.loads(self.content_text)

    @property
    def content_if_it_opens(self) -> dict | None:
        """The same; None where it was altered or damaged underneath, which is noted."""
        try:
            return self.content
        except (SealBroken, KeyDestroyed):
            return None

    @content.setter
    def content(self, kept: dict) -> None:
        self.content_text = json.dumps(kept, ensure_ascii=False)
