"""Paths of the contacts and guidance that a school keeps."""

from django.urls import path

from safeguarding.directory import views

urlpatterns = [
    path("guidance/", views.index, name="guidance"),
    path("guidance/<slug:kind>/", views.listed, name="guidance_list"),
    path("guidance/<slug:kind>/add/", views.add, name="guidance_add"),
    path("guidance/<slug:kind>/<uuid:entry_id>/", views.edit, name="guidance_edit"),
    path("guidance/<slug:kind>/<uuid:entry_id>/checked/", views.checked, name="guidance_checked"),
    path("guidance/contacts/<uuid:contact_id>/out-of-use/", views.out_of_use, name="guidance_out_of_use"),
    path("guidance/contacts/<uuid:contact_id>/use/", views.use_again, name="guidance_use_again"),
    path("guidance/letters/<uuid:entry_id>/ours/", views.ours, name="guidance_ours"),
]
