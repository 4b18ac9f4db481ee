"""Paths of plan, no further action, close, reopen."""

from django.urls import path

from incidents.views import closing

urlpatterns = [
    path("concerns/<str:reference>/plan/", closing.plan, name="plan"),
    path("concerns/<str:reference>/no-further-action/", closing.end_without_action, name="end_without_action"),
    path("concerns/<str:reference>/close/", closing.close, name="close"),
    path("concerns/<str:reference>/reopen/", closing.reopen, name="reopen"),
]
