"""What makes a password too easy to guess, in our own words and in both languages."""

from django.contrib.auth import password_validation as django_rules
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LOOKALIKES = str.maketrans("013457@$!", "oieastasi")
# What somebody who wants to get into this very service would try first.
OF_THIS_SERVICE = (
    "safeguarding",
    "safeguardingrecord",
    "safeguardinglead",
    "diogelu",
    "cofnoddiogelu",
    "welcome",
    "croeso",
    "cymru",
    "cymruambyth",
    "wales",
)
SHORTEST_PART = 4  # letters: from here on two common ones run together are one


class LongEnough(django_rules.MinimumLengthValidator):
    """A length, and no rule about kinds of characters: those make passwords worse."""

    def get_error_message(self) -> str:
        """What is wrong."""
        return ngettext(
            "Use at least %(count)d character for your password",
            "Use at least %(count)d characters for your password",
            self.min_length,
        ) % {"count": self.min_length}


class NotAboutYou(django_rules.UserAttributeSimilarityValidator):
    """Not the person's own name or address."""

    def __init__(self, user_attributes=("email", "name"), max_similarity=0.7) -> None:
        super().__init__(user_attributes, max_similarity)

    def get_error_message(self) -> str:
        """What is wrong."""
        return _("Choose a password that is less like your name or email address")


class NotCommon(django_rules.CommonPasswordValidator):
    """Not one that others use too, nor one of those with figures hung on, doubled, run together, or in look-alikes.

    Django's list holds only 190 passwords as long as ours must be, so what people make of its 19,640 is refused as
    well: "Password2026!", "liverpool1234", "qwertyqwerty", "iloveyoubaby".
    """

    def validate(self, password: str, user=None) -> None:
        """Raises ValidationError when the password, or what it was made from, is common."""
        schools = [held.school for held in user.roles_in_force()] if user else []
        names = {_letters(name) for school in schools for name in (school.name, school.name_cy) if name}
        known = (self.passwords, OF_THIS_SERVICE, names)
        is_common = any(each in group for group in known for each in origins_of(password))
        if not _letters(password) or is_common or self._is_two_run_together(_inner(password)):
            raise django_rules.ValidationError(self.get_error_message(), code="password_too_common")

    def _is_two_run_together(self, text: str) -> bool:
        """Two common ones without anything between them; with something between they are two words."""
        places = range(SHORTEST_PART, len(text) - SHORTEST_PART + 1)
        return any(text[:place] in self.passwords and text[place:] in self.passwords for place in places)

    def get_error_message(self) -> str:
        """What is wrong."""
        return _(
            "Choose a password that is harder to guess. Three words that have nothing to do with each other work well"
        )


def origins_of(password: str) -> set[str]:
    """The password and what it may have been made from, in small letters."""
    whole, inner = password.lower(), _inner(password)
    found = {whole, inner, whole.translate(LOOKALIKES), inner.translate(LOOKALIKES), _letters(whole)}
    return {part for each in found for part in (each, _said_once(each)) if part}


def _inner(password: str) -> str:
    """Without what is hung on before and behind."""
    return password.lower().strip("0123456789 _-.,;:!?@#£$%&*+=()[]/\\'\"")


def _said_once(text: str) -> str:
    """The part that is repeated, or the text itself."""
    joined = "".join(char for char in text if char not in " _-.")
    length = (joined + joined).find(joined, 1)
    return joined[:length] if 0 < length < len(joined) else text


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalpha())
