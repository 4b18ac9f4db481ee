"""Asking for a link to choose a new password; the answer is the same for every address."""

import uuid

from safeguarding.accounts import tasks
from safeguarding.accounts.models import User


def ask_for_link(*, email: str) -> None:
    """Sends a link, if the address belongs to somebody who works here.

    The worker is asked for the same work either way, so that the page answers in the same time either way.
    """
    person = User.objects.filter(email=email.strip().lower(), is_active=True).only("pk").first()
    tasks.send_password_link.enqueue(str(person.pk if person else uuid.uuid4()))
