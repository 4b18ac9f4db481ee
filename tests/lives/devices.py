"""A record lives through devices, releases and deletions."""

from incidents.selectors.devices import agencies_involved
from incidents.services import devices
from safeguarding import clock


def live(cast, concern) -> None:
    """Writes every kind of row of this duty at least once, through the services, as Mair."""

    def said() -> dict:
        concern.refresh_from_db()
        return {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}

    device = devices.receive_device(
        **said(),
        kind="PHONE",
        whose="CHILD",
        handed_over_by="Her tutor",
        handed_over_at=clock.now(),
        state="FLIGHT_MODE",
        place="The safe",
        advice="Leave it on.",
        seal="Bag 4",
    )
    devices.release_device(**said(), device_id=device.pk, released_to="PC 4411", released_at=clock.now(), receipt="R-9")
    for one in agencies_involved(concern):
        devices.record_release(
            **said(),
            agency=one.agency,
            released_at=clock.now(),
            from_whom="The duty team",
            agency_reference="K-1",
            words="It may go.",
        )
    devices.record_deletion(
        **said(), state="ASKED", where=["DEVICE"], until=clock.today(), parents_know=True, words="She will."
    )
