"""Makes the invented schools and plays their records, and the response to some; refuses when real data are present."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from incidents.management.demo import founding, story
from incidents.management.demo.people import CAST, PASSWORD, address
from safeguarding import clock
from safeguarding.accounts.models import User
from safeguarding.directory.services import loading as directory
from safeguarding.schools.models import School


class Command(BaseCommand):
    """`manage.py seed_demo`: may be run again; a demo that is there is left as it is."""

    help = "Makes the invented schools, their people, their rolls, two terms of records and the response. Needs DEMO=1."

    def add_arguments(self, parser) -> None:
        """What can be said on the command line."""
        parser.add_argument("--without-story", action="store_true", help="schools and people only, no records")
        parser.add_argument("--signins", action="store_true", help="only print who signs in and how")

    def handle(self, *, without_story: bool, signins: bool, verbosity: int, **options) -> None:
        """Refuses beside a real school, makes what is missing, prints the sign-ins."""
        self.silent = verbosity == 0
        if not settings.DEMO:
            raise CommandError("DEMO is not 1. The invented school is never made beside real children.")
        if School.objects.filter(is_demo=False).exists() or (not School.objects.exists() and User.objects.exists()):
            raise CommandError("This database holds a real school or real people. Use another database for the demo.")
        if not signins:
            if School.objects.exists():
                self._say("The demo school is there already.")
            else:
                self._make(without_story)
        self._say(f"Sign in with one of these addresses; the password of all is {PASSWORD}")
        for name, full_name, school, roles, _where in CAST:
            self._say(f"  {address(name):24} {full_name:18} {school:10} {', '.join(roles).lower()}")

    def _say(self, words: str) -> None:
        if not self.silent:
            self.stdout.write(words)

    def _make(self, without_story: bool) -> None:
        today = clock.today()
        with clock.playing(founding.before_the_story(today)):
            directory.load_reference(folder=Path(settings.BASE_DIR) / "fixtures")
            schools = founding.found_schools(today)
            founding.enrol(schools)
            cast = founding.give_roles(schools)
            founding.add_contacts(schools, cast)
        self._say("Founded Ysgol Afon (1,500 pupils, 150 staff) and Riverside Academy.")
        if not without_story:
            self._say(f"Played {story.play(schools, cast)} records through two terms.")
