"""The databases of the tests themselves: copies are alone, guarded, and the runtime role's own."""

import http.client
import os
import subprocess
import sys
import threading
import uuid
from contextlib import closing

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections

from safeguarding.audit.models import AuditChain
from tests import databases, environment


def _begin_a_chain() -> None:
    AuditChain.objects.create(kind="SCHOOL", school_id=uuid.uuid4())


@pytest.mark.django_db
@pytest.mark.parametrize("time", [1, 2])
def test_what_a_test_writes_is_gone_in_the_next(time):
    before = AuditChain.objects.filter(kind="SCHOOL").count()
    _begin_a_chain()
    assert before == 0


@pytest.mark.parametrize("time", [1, 2])
def test_what_is_committed_stays_in_its_own_copy(fresh_database, time):
    assert AuditChain.objects.filter(kind="SCHOOL").count() == 0
    _begin_a_chain()
    assert not connection.in_atomic_block


def test_a_thread_and_a_child_process_see_the_same_copy(fresh_database):
    _begin_a_chain()
    counted = []

    def count() -> None:
        counted.append(AuditChain.objects.filter(kind="SCHOOL").count())
        connections.close_all()

    thread = threading.Thread(target=count)
    thread.start()
    thread.join()
    script = "from safeguarding.audit.models import AuditChain as A; print(A.objects.filter(kind='SCHOOL').count())"
    child = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", script], cwd=environment.ROOT, capture_output=True
    )
    assert (counted, child.stdout.decode().strip()) == ([1], "1"), child.stderr.decode()


def test_the_database_is_the_former_one_afterwards(django_db_setup, django_db_blocker):
    before = (settings.DATABASES["default"]["NAME"], os.environ["DATABASE_URL"])
    with django_db_blocker.unblock(), databases.fresh_copy() as name:
        assert settings.DATABASES["default"]["NAME"] == name != before[0]
    assert (settings.DATABASES["default"]["NAME"], os.environ["DATABASE_URL"]) == before


def test_a_fresh_copy_refuses_to_alter_the_trail(fresh_database):
    _begin_a_chain()
    with pytest.raises(DatabaseError):
        AuditChain.objects.filter(kind="SCHOOL").update(kind="ADULT")
    assert AuditChain.objects.filter(kind="SCHOOL").count() == 1


def test_the_application_does_not_own_its_tables(fresh_database):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, pytest.raises(DatabaseError):
            cursor.execute("CREATE TABLE owned_by_the_wrong_one (x int)")


def test_both_a_marked_test_and_a_fresh_copy_can_be_had_together(db, fresh_database):
    assert not connection.in_atomic_block
    assert settings.DATABASES["default"]["NAME"] == fresh_database


def test_somebody_with_the_file_reaches_underneath(fresh_database, underneath):
    _begin_a_chain()
    cursor = underneath.cursor()
    cursor.execute("SELECT count(*) FROM audit_auditchain WHERE kind = 'SCHOOL'")
    assert cursor.fetchone() == (1,)


def test_the_server_serves_the_fresh_database(server):
    with closing(http.client.HTTPConnection(server.removeprefix("http://"))) as asking:
        asking.request("GET", "/healthz")
        assert asking.getresponse().status == 200


def test_a_page_is_opened_in_a_real_browser(page, new_page):
    assert page.goto("/healthz").status == 200
    assert new_page(js=False).goto("/healthz").status == 200


FLUSHING_TESTS = """
import pytest
from tests.conftest import _django_db_helper, django_db_setup, fresh_database

@pytest.mark.django_db(transaction=True)
def test_marked(): pass

def test_asking_for_a_transactional_database(transactional_db): pass

def test_asking_for_a_live_server(live_server): pass
"""


def test_a_test_that_would_flush_is_told_what_to_use(tmp_path):
    (tmp_path / "test_flushing.py").write_text(FLUSHING_TESTS)
    command = [sys.executable, "-m", "pytest", "-c", str(environment.ROOT / "pyproject.toml"), str(tmp_path)]
    done = subprocess.run(command, cwd=environment.ROOT, capture_output=True, text=True)
    assert done.stdout.count("Instead of django_db(transaction=True)") >= 3, done.stdout + done.stderr
    assert "passed" not in done.stdout
