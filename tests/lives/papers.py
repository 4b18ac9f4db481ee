"""A record lives through papers about a child."""


def live(cast, concern) -> None:
    """Writes every kind of row of this duty at least once, through the services, as Mair."""
