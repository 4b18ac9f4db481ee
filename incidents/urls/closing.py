"""Paths of plan, no further action, close, reopen."""

from django.urls import path

from incidents.views import closing

urlpatterns = [
    path("concerns/<slug:reference>/plan/", closing.plan, name="plan"),
    path("concerns/<slug:reference>/no-further-action/", closing.end_without_action, name="end_without_action"),
    path("concerns/<slug:reference>/close/", closing.close, name="close"),
    path("concerns/<slug:reference>/reopen/", closing.reopen, name="reopen"),
]
