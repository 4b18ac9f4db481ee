"""Letters of other scripts that look like a Latin one: a name typed with one of them is the name all the same."""

# Written with the letter they look like before them. Case makes no difference for Cyrillic and Armenian.
_WHATEVER_CASE = "aа bв cсϲ dԁ eеє gԍ hһн iіɩ jјϳ kк lӏ mм oоօ pр qԛ sѕ tт uս vѵ wԝѡ xх yуү hհ nո"
# Letters that are no capitals and no others: small capitals, and Latin ones of their own.
_SMALL = "aᴀɑ bʙ cᴄ dᴅ eᴇ fꜰ gɢɡ hʜ iɪı jᴊ kᴋ lʟ mᴍ nɴ oᴏ pᴘ rʀ sꜱ tᴛ uᴜ vᴠʋ wᴡ yʏ zᴢ"
# A Greek capital may look like another Latin letter than its small one does.
_GREEK = "AΑ BΒ EΕ HΗ IΙ KΚ MΜ NΝ OΟ PΡ TΤ XΧ YΥ ZΖ aα eε iι kκ nη oο pρ tτ uυ vν xχ yγ"


def _read(table: str) -> dict[str, str]:
    return {letter: group[0] for group in table.split() for letter in group[1:]}


LOOK_ALIKES = str.maketrans(_read(_WHATEVER_CASE) | _read(_SMALL))
LOOK_ALIKES_OF_GREEK = str.maketrans(_read(_GREEK))
