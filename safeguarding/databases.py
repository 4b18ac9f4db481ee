"""What each database engine must promise: SQLite for one school, PostgreSQL for everything larger."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

# WAL with FULL: an acknowledged sentence survives a power cut. recursive_triggers: INSERT OR REPLACE may not slip
# past the triggers. secure_delete: what is erased is overwritten. trusted_schema: a tampered schema runs nothing.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA recursive_triggers=ON;"
    "PRAGMA secure_delete=ON;"
    "PRAGMA trusted_schema=OFF;"
)
# A stuck writer holds the others three seconds at most; a forgotten transaction ends after ten.
# No compiling of queries: it takes longer than any page, and is chosen where the tables have no statistics yet.
POSTGRES_OPTIONS = (
    "-c lock_timeout=3000 -c idle_in_transaction_session_timeout=10000 -c synchronous_commit=on -c jit=off"
)


def runtime(env, var_dir: Path) -> dict:
    """The database as the application uses it: DATABASE_URL, else a SQLite file under var/."""
    url = env.db_url("DATABASE_URL", default=f"sqlite:///{var_dir / 'record.sqlite3'}")
    return _described({**url, **_password(env, "DATABASE_PASSWORD_FILE")}, "DATABASE_URL")


def owner(env) -> dict | None:
    """The same database as its owner sees it, used by `migrate` alone (PostgreSQL: DATABASE_OWNER_URL)."""
    if "DATABASE_OWNER_URL" not in env.ENVIRON:
        return None
    url = env.db_url("DATABASE_OWNER_URL")
    return _described({**url, **_password(env, "DATABASE_OWNER_PASSWORD_FILE")}, "DATABASE_OWNER_URL")


def _password(env, name: str) -> dict:
    """The role's password out of a file, for installations whose addresses hold no secret."""
    path = env.str(name, default="")
    if not path:
        return {}
    if not Path(path).is_file():
        raise ImproperlyConfigured(f"{name} names {path}, which is missing.")
    return {"PASSWORD": Path(path).read_text().strip()}


def _described(config: dict, name: str) -> dict:
    config = dict(config)
    config["ATOMIC_REQUESTS"] = False  # a page that only reads must never hold the writers
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["ENGINE"] = "safeguarding.sqlite"
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        }
    elif config["ENGINE"] == "django.db.backends.postgresql":
        config["OPTIONS"] = {**config.get("OPTIONS", {}), "options": POSTGRES_OPTIONS}
        config.setdefault("CONN_MAX_AGE", 60)
        config["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured(f"{name} must be a sqlite or postgres address, not {config['ENGINE']}.")
    return config
