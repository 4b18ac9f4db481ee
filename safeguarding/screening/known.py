"""Harmless forms that look like nothing to a reader and may matter to the police: accounts, wallets, ids, addresses."""

import re

MOST, MOST_CHARACTERS = 12, 500  # in one field: more of them is not what anybody was told
TRIM = "()[]{}<>«»“”„‘’\"'`.,;:!?*|"

FORMS = [
    r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}",  # IBAN, also mistyped
    r"[13][1-9A-HJ-NP-Za-km-z]{25,34}",  # Bitcoin
    r"(?:bc1|tb1|ltc1|BC1)[0-9A-Za-z]{20,74}",  # Bitcoin, Litecoin
    r"0x[0-9A-Fa-f]{40}",  # Ethereum, and tokens on it
    r"[TLMDXr][1-9A-HJ-NP-Za-km-z]{25,34}",  # Tron, Litecoin, Dogecoin, Dash, Ripple
    r"[48][0-9A-Za-z]{94,105}",  # Monero
    r"[1-9A-HJ-NP-Za-km-z]{43,44}",  # Solana
    r"(?:0x)?[0-9A-Fa-f]{64}",  # a transaction
    r"[0-9A-Fa-f]{32}|[0-9A-Fa-f]{40}",  # an id of a message or a page
    r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",  # UUID
    r"[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}",  # a device on a network
    r"[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}",  # IPv6
    r"[A-Za-z0-9]{3,8}(?:-[A-Za-z0-9]{3,8}){1,6}",  # a code on a card, an order, a meeting
    r"@[\w.\-]{1,40}",  # a handle
    r"[\w.+\-]{1,64}@[\w.\-]{1,100}",  # an e-mail address
    r"<?[\w.+\-=$]{1,100}@[\w.\-]{1,100}>?",  # the id of an e-mail
    r"\+?[\d().\-/]{7,20}",  # a telephone number
]
KNOWN = re.compile("|".join(f"(?:{form})" for form in FORMS))
# Written in groups of four, as on a bank's paper: the groups together are one account.
IBAN_IN_GROUPS = re.compile(r"\b[A-Z]{2}\d{2}(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,4})?\b")
ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.\-]{1,15}://|www\.)\S+|[\w\-]+(?:\.[\w\-]+)*\.[a-z]{2,12}/\S*", re.IGNORECASE)


def is_known(word: str) -> bool:
    """Whether it is one of the harmless forms."""
    return KNOWN.fullmatch(word.strip(TRIM)) is not None


def is_address(word: str) -> bool:
    """Whether it is an address on the web."""
    return ADDRESS.match(word.strip(TRIM)) is not None
