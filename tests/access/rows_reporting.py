"""Access to the audit reports: the head's of their school, and those that one of the safeguarding team asked for."""

import uuid

from incidents.models import AuditReport, ReportState
from incidents.sections import Section
from tests.access.matrix import Row, only
from tests.makers import make_audit_report

TEAM = ("mair", "dafydd")
MAY_EXPORT = (*TEAM, "huw", "rhys")
NOBODYS = {"report_id": uuid.UUID(int=0)}


def build(world) -> None:
    """A report that Huw asked for, one that Mair asked for, and one that could not be prepared."""
    few = {"sections": [Section.EXPORTS], "days": 1}
    world.report = make_audit_report(world.cast.huw, **few)
    world.report_of_mair = make_audit_report(world.cast.mair, **few)
    world.failed_report = make_audit_report(world.cast.huw, made=False, **few)
    AuditReport.objects.filter(pk=world.failed_report.pk).update(state=ReportState.FAILED)


def _file(report) -> dict:
    return {"report_id": report.pk, "name": f"{report.number}.zip"}


ROWS: list[Row] = [
    Row("reports", get=only(*MAY_EXPORT)),
    Row("report_new", get=only(*MAY_EXPORT), post=only(*MAY_EXPORT)),
    Row("report", on=lambda world: {"report_id": world.report.pk}, get=only("huw"), unknown=NOBODYS),
    Row("report", on=lambda world: {"report_id": world.report_of_mair.pk}, get=only("mair", "huw"), unknown=NOBODYS),
    Row("report", on=lambda world: {"report_id": world.failed_report.pk}, get=only("huw"), unknown=NOBODYS),
    Row("report_file", on=lambda world: _file(world.report), get=only("huw"), unknown={**NOBODYS, "name": "a.zip"}),
    Row(
        "report_file",
        on=lambda world: _file(world.report_of_mair),
        get=only("mair", "huw"),
        unknown={**NOBODYS, "name": "a.zip"},
    ),
    Row("verify", get=only(*MAY_EXPORT), post=only(*MAY_EXPORT)),
]
