"""Typed readers of the environment that refuse a bad value by the name of its variable."""

import stat
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def flag(name: str, default: bool = False) -> bool:
    """A yes or no, written 1 or 0; anything else stops the start."""
    value = env.str(name, default="1" if default else "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value == "1"


def whole(name: str, default: int, lowest: int, highest: int) -> int:
    """A whole number between two bounds (both allowed)."""
    value = env.str(name, default=str(default))
    if not value.isdigit() or not lowest <= int(value) <= highest:
        raise ImproperlyConfigured(f"{name} must be a whole number from {lowest} to {highest}, not {value!r}.")
    return int(value)


def listed(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Values separated by commas, without blanks."""
    return [part.strip() for part in env.str(name, default=",".join(default)).split(",") if part.strip()]


def one_of(name: str, allowed: tuple[str, ...], default: str) -> str:
    """One word out of a short list."""
    value = env.str(name, default=default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def address(name: str, default: str, secure: bool) -> str:
    """The address of a site, with http:// or https:// and a host; https alone where it must be secure."""
    value = env.str(name, default=default)
    parts = urlsplit(value)
    allowed = ("https",) if secure else ("http", "https")
    if parts.scheme not in allowed or not parts.hostname or parts.query or parts.fragment:
        begins = " or ".join(f"{scheme}://" for scheme in allowed)
        raise ImproperlyConfigured(f"{name} must be an address that begins with {begins}, not {value!r}.")
    return value


def secret(name: str, path: Path) -> str:
    """The contents of the secret file that a setting names, which at most its owner and group may read.

    The file, not the variable, holds the secret: environments are copied into logs and children.
    """
    if not path.is_file():
        raise ImproperlyConfigured(f"{name} names {path}, which is missing. `manage.py make_keys` makes it.")
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) & ~stat.S_IRGRP:
        raise ImproperlyConfigured(f"{name} names {path}, which others can read. Set its mode to 0400.")
    value = path.read_text().strip()
    if len(value) < 43:
        raise ImproperlyConfigured(f"{name} names {path}, which holds fewer than 32 bytes.")
    return value
