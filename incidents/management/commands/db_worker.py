"""The worker: the library's own, which keeps house besides, and does not start with a master key that does not fit."""

import logging
import threading

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from django.db import close_old_connections, connection
from django_tasks_db.management.commands.db_worker import Command as Worker

from incidents.services.housekeeping import keep_house
from safeguarding import readiness

log = logging.getLogger(__name__)


class Command(Worker):
    """`manage.py db_worker`, with the options of the library's."""

    def handle(self, **options) -> None:
        """Keeps house beside the tasks, so that a long task does not look like a worker that is gone."""
        try:
            readiness.refuse_keys_that_do_not_fit()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        _keep_house()
        ended = threading.Event()
        threading.Thread(target=_go_on, args=[ended], daemon=True).start()
        try:
            super().handle(**options)
        finally:
            ended.set()


def _go_on(ended: threading.Event) -> None:
    while not ended.wait(readiness.WORKER_SAYS_EVERY.total_seconds()):
        close_old_connections()
        _keep_house()
    connection.close()


def _keep_house() -> None:
    try:
        keep_house()
    except Exception:  # the tasks go on; the next round tries again
        log.exception("The worker could not keep house.")
