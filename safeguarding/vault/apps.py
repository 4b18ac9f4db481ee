"""Names the app `vault`."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """safeguarding.vault under the short label `vault`."""

    name = "safeguarding.vault"
    label = "vault"
