"""Paths of what a second person is asked."""

from django.urls import path

from incidents.views import agreeing

urlpatterns = [
    path("agree/", agreeing.agreement_list, name="agreements"),
    path("agree/<uuid:agreement_id>/", agreeing.agree, name="agree"),
]
