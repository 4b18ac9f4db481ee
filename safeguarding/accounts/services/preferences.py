"""What a person chooses for themselves."""

from django.conf import settings

from safeguarding.accounts.models import User
from safeguarding.audit import acts


@acts.quiet_act
def choose_language(*, actor: User, code: str) -> None:
    """Keeps the language on the profile; an unknown code is left alone. Not an event: it is a preference."""
    if code in dict(settings.LANGUAGES):
        User.objects.filter(pk=actor.pk).update(language=code)
        actor.language = code
