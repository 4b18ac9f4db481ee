"""Paths of devices, releases and deletions."""

from django.urls import path

from incidents.views import devices

urlpatterns = [
    path("concerns/<slug:reference>/devices/", devices.devices, name="devices"),
    path("concerns/<slug:reference>/devices/add/", devices.device_add, name="device_add"),
    path("concerns/<slug:reference>/devices/release/", devices.agency_release, name="agency_release"),
    path("concerns/<slug:reference>/devices/deletion/", devices.deletion, name="deletion"),
    path("concerns/<slug:reference>/devices/<uuid:device_id>/", devices.device_release, name="device_release"),
]
