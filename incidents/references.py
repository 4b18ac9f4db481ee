"""References that people can read to each other: random, not in sequence, without letters that look alike."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """Eight characters in two groups, for example 7F3K-92QD. It says nothing about when, where or whom."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def read_reference(text: str) -> str:
    """The reference that was typed, with or without its stroke, in any case; nothing when it is none."""
    letters = "".join(text.upper().replace("-", " ").split())
    return f"{letters[:4]}-{letters[4:]}" if len(letters) == 8 and set(letters) <= set(ALPHABET) else ""
