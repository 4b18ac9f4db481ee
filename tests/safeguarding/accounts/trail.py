"""Reads the audit trail for tests: which events were written, by whom, with which details."""

import json

from safeguarding.audit.models import AuditEvent


def events(name: str = "") -> list[dict]:
    """The bodies of all events, or of those of one name, in the order they were written."""
    rows = AuditEvent.objects.order_by("pk")
    return [json.loads(row.body) for row in (rows.filter(event=name) if name else rows)]
