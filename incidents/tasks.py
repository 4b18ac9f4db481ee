"""What the worker does for the record while nobody waits at a page."""

from uuid import UUID

from django_tasks import task

from incidents.services.making import make_report
from incidents.services.verifying import check_trail


@task()
def make_audit_report(report_id: str) -> None:
    """Makes an audit report that is too long to be made while somebody waits."""
    make_report(UUID(report_id))


@task()
def check_audit_trail(check_id: str) -> None:
    """Checks an audit trail that is too long to be checked while somebody waits."""
    check_trail(UUID(check_id))
