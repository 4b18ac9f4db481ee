"""One spelling for the name of an account, so that the same account is found however it was written down.

Letters of other scripts that look alike (the Cyrillic “а” and the Latin “a”) stay different on purpose. They are two
accounts to every platform, and a match is read as “the same account made contact with both”: better one match too few,
which a lead still sees by platform and week, than two accounts of strangers taken for one.
"""

import re
import unicodedata
from urllib.parse import parse_qs, unquote

# Nothing is seen of these, though Unicode does not call them format characters: fillers, selectors, the empty Braille.
UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u2800\ufe00-\ufe0f\U000e0100-\U000e01ef]")
AROUND = "\"'`´“”‘’‚„«»‹›()[]{}<>"
AFTER = ".,;:!?" + AROUND
ADDRESS = re.compile(
    r"(?P<scheme>[a-z]{2,10}://)?(?:www\.)?(?P<host>[^/?#@\s]+)(?P<path>/[^?#]*)?(?:\?(?P<asked>[^#]*))?(?:#.*)?", re.S
)
HOST_BEFORE = re.compile(r"(?:m|web|mobile|l|old|[a-z]{2})\.(?=.+\..+)")
PHONE = re.compile(r"\+?[\d().\-/]{9,25}", re.ASCII)

# The sites whose addresses of profiles are known, with what stands before the name in them.
SITES: dict[str, frozenset[str]] = {
    host: frozenset(before.split())
    for hosts, before in (
        ("instagram.com instagr.am threads.net threads.com", "stories"),
        ("tiktok.com", ""),
        ("snapchat.com", "add u"),
        ("facebook.com fb.com messenger.com m.me fb.me", "people t"),
        ("x.com twitter.com", ""),
        ("discord.com discordapp.com", "users"),
        ("youtube.com", "c user channel"),
        ("reddit.com", "user u"),
        ("twitch.tv", ""),
        ("roblox.com", "users"),
        ("steamcommunity.com", "id profiles"),
        ("t.me telegram.me", ""),
        ("wa.me", ""),
        ("kik.me bere.al yubo.live", "u"),
        ("linkedin.com", "in"),
        ("pinterest.com pinterest.co.uk", ""),
        ("tumblr.com", "blog"),
    )
    for host in hosts.split()
}
# What stands where a name would, and is none: a post, a talk, a page of the site.
NO_NAMES = frozenset(
    "p reel reels tv explore direct accounts video videos watch shorts playlist live groups group events marketplace "
    "story share shared share.php photo photos posts status i hashtag tag search home settings channels invite r "
    "discover games communities pages login embed sharer dialog joinchat addstickers s c u user users profile".split()
)


def normalised(text: str) -> str:
    """The name of an account in its one spelling; empty when nothing is left of what was typed.

    Case, spaces, what is invisible, the @ before it and the full stop after it make no difference, and the address of a
    profile on a site that is known is the name in it. What is no address of a profile stays as it is.
    """
    before = None
    while text != before:  # what stands inside an address can be written in any of the ways as well
        before, text = text, _once(text)
    return text


def _once(text: str) -> str:
    text = _plain(text)
    text = text.lstrip(AROUND).rstrip(AFTER)
    return _number(_name_in(text).lstrip("@"))


def _plain(text: str) -> str:
    """Without case, spaces and what is invisible, and with one code for each letter."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    seen = (letter for letter in folded if unicodedata.category(letter) not in ("Cf", "Cc", "Zs", "Zl", "Zp"))
    return UNSEEN.sub("", "".join(seen))


def _name_in(text: str) -> str:
    """The name in the address of a profile; any other address without what stands before and behind it."""
    found = ADDRESS.fullmatch(text)
    if not found or not (found["scheme"] or found["path"]):
        return text
    host, path = HOST_BEFORE.sub("", found["host"]), [part for part in (found["path"] or "").split("/") if part]
    if host in SITES:
        name = _name_on(SITES[host], path, found["asked"] or "")
        if name:
            return name
    return text.removeprefix(found["scheme"] or "").removeprefix("www.").rstrip("/")


def _name_on(before: frozenset[str], path: list[str], asked: str) -> str:
    """The name in the path of an address on a site that is known, or nothing."""
    if path and path[0] == "profile.php":
        return next(iter(parse_qs(asked).get("id", [])), "")
    if path and path[0] == "people":  # facebook.com/people/Some-One/100012345: names repeat, numbers do not
        return path[2] if len(path) > 2 else ""
    skipped = path[1:] if len(path) > 1 and path[0] in before else path
    if not skipped or (skipped is path and skipped[0] in NO_NAMES):
        return ""
    return unquote(skipped[0])


def _number(text: str) -> str:
    """A telephone number as its digits, with the code of the country; anything else as it is."""
    if not PHONE.fullmatch(text) or not text.startswith(("+", "0", "(")):
        return text
    digits = re.sub(r"\D", "", text.replace("(0)", "") if text.startswith(("+", "00")) else text)
    if len(digits) < 9:
        return text
    if text.startswith("+"):
        return digits.lstrip("0") or digits
    return digits.lstrip("0") if digits.startswith("00") else "44" + digits[1:]
