"""What a record lives through in the response, one module a duty: every kind of row is written at least once."""

from importlib import import_module

DUTIES = (
    "reviewing",
    "contact",
    "removal",
    "devices",
    "family",
    "wellbeing",
    "patterns",
    "viewing",
    "papers",
)


def live_through_response(cast, concern) -> None:
    """Every duty of the response, on a record that Mair leads and that is in review and referred."""
    for duty in DUTIES:
        import_module(f"tests.lives.{duty}").live(cast, concern)
