"""A record lives through steps for safety online, getting images removed, age and consent."""


def live(cast, concern) -> None:
    """Writes every kind of row of this duty at least once, through the services, as Mair."""
