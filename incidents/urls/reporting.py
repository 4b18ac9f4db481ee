"""Paths of audit reports and checking them."""

from django.urls import path

from incidents.views import checking, reporting

urlpatterns = [
    path("reports/", reporting.reports, name="reports"),
    path("reports/audit/new/", reporting.new_report, name="report_new"),
    path("reports/<uuid:report_id>/", reporting.report_page, name="report"),
    path("reports/<uuid:report_id>/<str:name>", reporting.report_file, name="report_file"),
    path("verify/", checking.check_report, name="verify"),
]
