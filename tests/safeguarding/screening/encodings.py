"""The ways in which a picture can be written in characters. Each gives, for bytes, a text somebody could paste."""

import base64
import binascii
import codecs
import gzip
import random
import unicodedata
from collections.abc import Callable
from urllib.parse import quote

# The first bytes of a JPEG, as every camera writes them.
HEAD = bytes.fromhex("ffd8ffe000104a46494600010101006000600000ffdb0043")
PROSE = (
    "she told me that a boy she had met in a game asked for money and said he would send it to everyone in her class "
    "if she did not pay him by friday"
).split()


def picture(size: int, seed: int = 0) -> bytes:
    """Bytes such as a compressed picture has, of this size."""
    source = random.Random(size * 1000 + seed)
    return HEAD + source.randbytes(size - len(HEAD))


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def b32(data: bytes) -> str:
    return base64.b32encode(data).decode()


def cut(text: str, every: int, between: str = " ") -> str:
    return between.join(text[place : place + every] for place in range(0, len(text), every))


def among_words(text: str, every: int) -> str:
    """One piece after each word of a sentence."""
    pieces = cut(text, every).split(" ")
    return " ".join(f"{PROSE[place % len(PROSE)]} {piece}" for place, piece in enumerate(pieces))


def each(data: bytes, form: str, between: str = "") -> str:
    return between.join(form.format(byte) for byte in data)


def full_width(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


def hexdump(data: bytes) -> str:
    return "\n".join(f"{place:08x}: {data[place : place + 16].hex(' ', 2)}" for place in range(0, len(data), 16))


def uuencoded(data: bytes) -> str:
    return "".join(binascii.b2a_uu(data[place : place + 45]).decode() for place in range(0, len(data), 45))


def rare_letters(data: bytes) -> str:
    pairs = zip(data[::2], data[1::2], strict=False)
    return "".join(chr(0x3400 + (first * 256 + second) % 0x1900) for first, second in pairs)


def blocks(data: bytes) -> str:
    return cut("".join(" ▀▄█"[byte >> shift & 3] for byte in data for shift in (0, 2, 4, 6)), 60, "\n")


def as_path(data: bytes) -> str:
    return "M" + " ".join(f"{byte}.{byte % 10},{255 - byte}" for byte in data)


def in_letters(data: bytes, letters: str) -> str:
    """As many bits to a letter as the alphabet has room for."""
    bits = len(letters).bit_length() - 1
    row = "".join(f"{byte:08b}" for byte in data)
    return "".join(letters[int(row[place : place + bits].ljust(bits, "0"), 2)] for place in range(0, len(row), bits))


def letters(first: int, last: int, kinds: tuple[str, ...] = ("Ll", "Lo", "Mn", "Mc")) -> str:
    """The small letters between these two places of Unicode, and their marks."""
    return "".join(chr(code) for code in range(first, last) if unicodedata.category(chr(code)) in kinds)


def in_syllables(data: bytes, consonants: str, vowels: str, form: str, between: str) -> str:
    """Words like "lusab": a consonant where the form has k, a vowel where it has a."""
    number, words = int.from_bytes(data), []
    while number:
        word = ""
        for each_kind in form:
            alphabet = consonants if each_kind == "k" else vowels
            number, place = divmod(number, len(alphabet))
            word += alphabet[place]
        words.append(word)
    return between.join(words)


def in_joined_syllables(data: bytes) -> str:
    """Seven bits a syllable, as in "kohumudratre", three to a word."""
    heads = "b d f g h j k l m n p r s t v br dr fr gr pr st tr".split()
    syllables = [head + vowel for head in heads for vowel in "aeiouy"][:128]
    row = "".join(f"{byte:08b}" for byte in data)
    said = [syllables[int(row[place : place + 7].ljust(7, "0"), 2)] for place in range(0, len(row), 7)]
    return " ".join("".join(said[place : place + 3]) for place in range(0, len(said), 3))


HAN = "".join(map(chr, range(0x4E00, 0x8E00)))
# Characters that Chinese texts are full of: none of them is strange by itself.
COMMON_HAN = "".join(
    dict.fromkeys(
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经"
        "么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全"
        "三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任"
    )
)[:128]
# Blocks that have many letters without an upper and a lower one, as alphabets of 32,768 and 65,536 take them.
MANY_BLOCKS = "".join(
    letters(first, last, ("Lo",))
    for first, last in ((0x4E00, 0x9FA0), (0xA000, 0xA48C), (0xAC00, 0xD7A3), (0x1400, 0x1676), (0x1200, 0x1380))
)
PROQUINT = ("bdfghjklmnprstvz", "aiou", "kakak")


def unseen(data: bytes) -> str:
    """A bit to a character that takes no place."""
    return "".join("\u200b\u200c"[byte >> shift & 1] for byte in data for shift in range(8))


ENCODINGS: dict[str, Callable[[bytes], str]] = {
    "base64": b64,
    "base64 in lines of 76": lambda data: cut(b64(data), 76, "\n"),
    "base64 in pieces of 30": lambda data: cut(b64(data), 30),
    "base64 in pieces of 12 with commas": lambda data: cut(b64(data), 12, ","),
    "base64 in pieces of 10": lambda data: cut(b64(data), 10),
    "base64 in pieces of 5": lambda data: cut(b64(data), 5),
    "base64 in pieces of 5 with hyphens": lambda data: cut(b64(data), 5, "-"),
    "base64 in pieces of 4": lambda data: cut(b64(data), 4),
    "base64 in pieces of 3": lambda data: cut(b64(data), 3),
    "base64 in pairs": lambda data: cut(b64(data), 2),
    "base64 letter by letter": lambda data: cut(b64(data), 1),
    "base64, one piece of 20 a word": lambda data: among_words(b64(data), 20),
    "base64, one piece of 10 a word": lambda data: among_words(b64(data), 10),
    "base64 backwards": lambda data: b64(data)[::-1],
    "base64 turned by 13": lambda data: codecs.encode(b64(data), "rot13"),
    "base64 of gzip": lambda data: b64(gzip.compress(data, mtime=0)),
    "base64 in JSON": lambda data: '{"image": "' + b64(data).replace("/", "\\/") + '"}',
    "base64 in PEM": lambda data: f"-----BEGIN FILE-----\n{cut(b64(data), 64, chr(10))}\n-----END FILE-----",
    "base64 with escapes of addresses": lambda data: quote(b64(data), safe=""),
    "base64 with escapes within escapes": lambda data: quote(quote(b64(data), safe=""), safe=""),
    "base64, every letter an escape of addresses": lambda data: each(b64(data).encode(), "%{:02X}"),
    "base64, every letter an escape of HTML": lambda data: each(b64(data).encode(), "&#{};"),
    "base64, every letter an escape of HTML in hex": lambda data: each(b64(data).encode(), "&#x{:x};"),
    "base64 with spaces of no width": lambda data: "\u200b".join(b64(data)),
    "base64 with soft hyphens": lambda data: "\u00ad".join(b64(data)),
    "tag characters": lambda data: "".join(chr(0xE0000 + ord(letter)) for letter in data.hex()),
    "bits of no width": unseen,
    "bits of no width among words": lambda data: among_words(unseen(data), 24),
    "base64 in full-width letters": lambda data: full_width(b64(data)),
    "base64 for addresses": lambda data: base64.urlsafe_b64encode(data).decode(),
    "base64 in an address": lambda data: "https://pictures.example/p?x=" + base64.urlsafe_b64encode(data).decode(),
    "an address of data": lambda data: "data:image/jpeg;base64," + b64(data),
    "an image of HTML": lambda data: f'<img src="data:image/jpeg;base64,{b64(data)}">',
    "base32": b32,
    "base32 in pieces of 20": lambda data: cut(b32(data), 20),
    "base32 in pieces of 8": lambda data: cut(b32(data), 8),
    "base32 in small letters": lambda data: cut(b32(data).lower(), 20),
    "base85": lambda data: base64.b85encode(data).decode(),
    "ascii85": lambda data: base64.a85encode(data).decode(),
    "ascii85 in lines": lambda data: cut(base64.a85encode(data).decode(), 60, "\n"),
    "uuencode": uuencoded,
    "quoted-printable": lambda data: binascii.b2a_qp(data).decode("latin-1"),
    "letters of Latin-1": lambda data: data.replace(b"\0", b"\1").decode("latin-1"),
    "hex": bytes.hex,
    "hex in pairs": lambda data: data.hex(" ").upper(),
    "hex with colons": lambda data: data.hex(":"),
    "hex in pieces of 8": lambda data: cut(data.hex(), 8),
    "hex in lines of 64": lambda data: cut(data.hex(), 64, "\n"),
    "hex as in C": lambda data: each(data, "0x{:02x}", ", "),
    "hex as in Python": lambda data: each(data, "\\x{:02x}"),
    "hex as in addresses": lambda data: each(data, "%{:02X}"),
    "a dump in hex": hexdump,
    "octal": lambda data: each(data, "\\{:03o}"),
    "bits": lambda data: each(data, "{:08b}", " "),
    "bits in one": lambda data: each(data, "{:08b}"),
    "decimal numbers": lambda data: each(data, "{}", ", "),
    "decimal numbers in lines": lambda data: each(data, "{}", "\n"),
    "decimal figures in pieces of 30": lambda data: cut(each(data, "{:03}"), 30),
    "a list of JSON": lambda data: str(list(data)),
    "a drawing in XML": lambda data: f'<svg xmlns="http://www.w3.org/2000/svg"><path d="{as_path(data)}"/></svg>',
    "the path of a drawing": as_path,
    "braille": lambda data: "".join(chr(0x2800 + byte) for byte in data),
    "blocks": blocks,
    "emoji": lambda data: "".join(chr(0x1F3F7 + byte) for byte in data),
    "rare letters": rare_letters,
    "Chinese letters": lambda data: in_letters(data, HAN),
    "Chinese letters in words of 8": lambda data: cut(in_letters(data, HAN), 8),
    "Chinese letters in sentences": lambda data: cut(in_letters(data, HAN), 20, "，"),
    "Chinese letters, 2,048 of them": lambda data: in_letters(data, HAN[:2048]),
    "Chinese letters that are common": lambda data: in_letters(data, COMMON_HAN),
    "letters of many blocks, 15 bits each": lambda data: in_letters(data, MANY_BLOCKS[:32768]),
    "Thai letters": lambda data: in_letters(data, letters(0xE01, 0xE4F)),
    "Thai letters in words of 12": lambda data: cut(in_letters(data, letters(0xE01, 0xE4F)), 12),
    "Thai syllables": lambda data: in_syllables(data, letters(0xE01, 0xE2F), "ะาิีึืุูเแโใไั", "ka", ""),
    "Burmese letters": lambda data: in_letters(data, letters(0x1000, 0x103F)),
    "Khmer letters": lambda data: in_letters(data, letters(0x1780, 0x17C6)),
    "hiragana": lambda data: in_letters(data, letters(0x3042, 0x3094)),
    "hiragana in words of 5": lambda data: cut(in_letters(data, letters(0x3042, 0x3094)), 5),
    "katakana": lambda data: in_letters(data, letters(0x30A2, 0x30F5)),
    "Korean syllables in words of 4": lambda data: cut(in_letters(data, letters(0xAC00, 0xD7A3)), 4),
    "Russian letters in words of 6": lambda data: cut(in_letters(data, letters(0x430, 0x450)), 6),
    "Arabic letters in words of 6": lambda data: cut(in_letters(data, letters(0x627, 0x64B)), 6),
    "Hindi letters in words of 6": lambda data: cut(in_letters(data, letters(0x904, 0x93A)), 6),
    "marks above a letter": lambda data: "a" + in_letters(data, letters(0x300, 0x370)),
    "selectors of a form": lambda data: "".join(chr(0xE0100 + byte % 240) for byte in data),
    "made-up words": lambda data: in_syllables(data, *PROQUINT, " "),
    "made-up words in pairs": lambda data: cut(in_syllables(data, *PROQUINT, "-"), 12, " ").replace("- ", " "),
    "made-up words of three syllables": lambda data: in_syllables(data, "bcdfghklmnprstvzx", "aeiouy", "kakaka", " "),
    "made-up words of joined syllables": in_joined_syllables,
}
