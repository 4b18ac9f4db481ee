"""The shapes in which a picture or a file could be sent to a page: none is a plain form."""

import base64
import gzip
import json

from tests.safeguarding.screening.encodings import picture

JPEG = picture(600)
PNG = b"\x89PNG\r\n\x1a\n" + JPEG
EDGE = "x-edge"


def part(headers: str, content: bytes, *, edge: str = EDGE) -> bytes:
    """One part of a multipart body."""
    return f"--{edge}\r\n{headers}\r\n\r\n".encode() + content + f"\r\n--{edge}--\r\n".encode()


def disposition(more: str) -> str:
    return f'Content-Disposition: form-data; name="words"{more}'


B64 = base64.b64encode(JPEG)
FILE = disposition('; filename="a.jpg"')
MULTIPART = f"multipart/form-data; boundary={EDGE}"
TYPED = [
    *["image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/svg+xml", "video/mp4", "audio/mpeg"],
    *["application/pdf", "application/zip", "application/gzip", "application/octet-stream", "application/xml"],
    *[
        "text/plain",
        "text/html",
        "text/csv",
        "text/xml",
        "message/rfc822",
        "application/x-protobuf",
        "application/cbor",
    ],
]

# name: (content type, body)
SHAPES: dict[str, tuple[str, bytes]] = {
    "a file": (MULTIPART, part(f"{FILE}\r\nContent-Type: image/jpeg", JPEG)),
    "a file whose name is written the long way": (
        MULTIPART,
        part(disposition("; filename*=UTF-8''a.jpg") + "\r\nContent-Type: image/jpeg", JPEG),
    ),
    "a file without a type": (MULTIPART, part(FILE, JPEG)),
    "a file that says it is text": (MULTIPART, part(f"{FILE}\r\nContent-Type: text/plain", JPEG)),
    "a file with an empty name": (MULTIPART, part(disposition('; filename=""'), JPEG)),
    "a field that holds bytes": (MULTIPART, part(disposition(""), JPEG)),
    "a field in base64": (MULTIPART, part(disposition("") + "\r\nContent-Transfer-Encoding: base64", B64)),
    "a field that holds words": (MULTIPART, part(disposition(""), b"She told me.")),
    "a field among fields of another boundary": (MULTIPART, part(FILE, JPEG, edge="other")),
    "multipart without a boundary": ("multipart/form-data", part(FILE, JPEG)),
    "multipart with a boundary in quotation marks": (f'multipart/form-data; boundary="{EDGE}"', part(FILE, JPEG)),
    "multipart in capitals": (MULTIPART.replace("multipart/form-data", "MULTIPART/FORM-DATA"), part(FILE, JPEG)),
    "multipart of mixed parts": (f"multipart/mixed; boundary={EDGE}", part(FILE, JPEG)),
    "multipart of related parts": (f"multipart/related; boundary={EDGE}", part(FILE, JPEG)),
    "JSON": ("application/json", json.dumps({"words": B64.decode()}).encode()),
    "JSON with a charset": ("application/json; charset=utf-8", json.dumps({"words": "She told me."}).encode()),
    "JSON of a hypermedia API": ("application/vnd.api+json", b"{}"),
    "a form's type with a blank before it that another is": (" image/png", JPEG),
    "a form's type written wrong": ("application/x-www-form-urlencode", b"words=" + B64),
    "a form's type within another": ("text/plain; application/x-www-form-urlencoded", b"words=" + B64),
    "two types": ("image/png, application/x-www-form-urlencoded", JPEG),
    "no type": ("", JPEG),
    "nonsense for a type": ("\u00e9/\u00e9", JPEG),
    "packed words": ("application/x-gzip", gzip.compress(b"words=She+told+me.")),
    **{kind: (kind, PNG) for kind in TYPED},
}
