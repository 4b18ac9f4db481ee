"""Paths of the safeguarding queue."""

from django.urls import path

from incidents.views import queue

urlpatterns = [
    path("queue/", queue.queue, name="queue"),
    path("queue/due/", queue.due, name="queue_due"),
    path("queue/<slug:code>/", queue.group, name="queue_group"),
]
