"""No image comes in as text: what is an image or a file written out in characters is taken out, and every word stays.

The guidance forbids to copy, share or store imagery; a picture pasted as base64 or hexadecimal is a copy too. What
people write is never refused for it: only the span that no one can read is replaced by a mark that says so.

What this does not do: it does not find a picture hidden in ordinary words (a code book), or in made-up ones that are
mixed with words or as uneven as a language is; and it lets through what is too little to be a picture: about 300
characters of opaque text in one field and 600 in one form, and known harmless forms up to a limit.
"""

from safeguarding.screening.posted import screened_form
from safeguarding.screening.screen import Screened, Taken, screened

__all__ = ["Screened", "Taken", "screened", "screened_form"]
