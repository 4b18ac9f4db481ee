"""What must exist before the first event: the installation's own chain and key."""

from safeguarding.audit import acts
from safeguarding.vault.models import DataKey, Purpose


@acts.quiet_act
def make_installation() -> None:
    """Makes the chain and the data key of the installation once; run by every `migrate`."""
    acts.open_chains(None)
    if not DataKey.objects.filter(purpose=Purpose.INSTALLATION).exists():
        DataKey.objects.make(Purpose.INSTALLATION)
