"""Who signs in at the demo schools, and with what."""

from safeguarding.accounts.roles import Role

PASSWORD = "Demo-school-2026"
DOMAIN = "demo.example"

# address, full name, school, roles, where they are found
CAST = (
    ("mair", "Mair Prosser", "afon", (Role.STAFF, Role.LEAD), "Room 12, extension 204"),
    ("dafydd", "Dafydd Rees", "afon", (Role.STAFF, Role.DEPUTY), "Room 3, extension 231"),
    ("nia", "Nia Hopkins", "afon", (Role.STAFF,), ""),
    ("owen", "Owen Tudor-Lloyd", "afon", (Role.STAFF,), ""),
    ("huw", "Huw Bevan", "afon", (Role.STAFF, Role.HEAD), "Head’s office, extension 200"),
    ("gwen", "Gwen Morris", "afon", (Role.GOVERNOR,), ""),
    ("carys", "Carys Vaughan", "afon", (Role.CHAIR,), ""),
    ("sam", "Sam Okafor", "afon", (Role.STAFF, Role.ADMINISTRATOR), ""),
    ("rhys", "Rhys Lewis", "riverside", (Role.STAFF, Role.HEAD, Role.LEAD), "Head’s office, extension 100"),
    ("tomos", "Tomos Beynon", "riverside", (Role.CHAIR,), ""),
)


def address(name: str) -> str:
    """The address somebody signs in with."""
    return f"{name}@{DOMAIN}"
