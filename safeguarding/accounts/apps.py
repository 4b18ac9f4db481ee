"""Names the app `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """safeguarding.accounts under the short label `accounts`."""

    name = "safeguarding.accounts"
    label = "accounts"
