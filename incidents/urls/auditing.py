"""Paths of the audit trail."""

from django.urls import path

from incidents.views import audit_trail

urlpatterns = [
    path("audit/", audit_trail.trail, name="audit"),
    path("audit/check/", audit_trail.check, name="audit_check"),
]
