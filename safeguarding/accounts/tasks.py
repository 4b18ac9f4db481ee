"""Mail to a person of the record, sent by the worker so that no page waits for the mail server, or fails with it."""

from django.conf import settings
from django_tasks import task

from safeguarding.accounts.models import User
from safeguarding.accounts.services import mail, passwords


@task()
def send_password_link(person_id: str) -> None:
    """Sends the link for choosing a new password; nothing when nobody has this id."""
    person = User.objects.filter(pk=person_id, is_active=True).first()
    if person is not None:
        passwords.record_link(person=person)
        mail.send(person, "password_link", link=passwords.link_for(person))


@task()
def send_notice(person_id: str, what: str) -> None:
    """Tells a person that their password or second step was changed, in case it was not them who did it."""
    mail.send(User.objects.get(pk=person_id), what)


@task()
def send_something_to_read(person_id: str) -> None:
    """Tells a person that something waits for them after sign-in, and nothing of what it is."""
    person = User.objects.filter(pk=person_id, is_active=True).first()
    if person is not None:
        mail.send(person, "something_to_read", address=settings.SITE_URL)
