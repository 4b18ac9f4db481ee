"""Makes the invented schools and plays their story; refuses when real data are present."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from incidents.management.demo import founding, story
from incidents.management.demo.people import CAST, PASSWORD, address
from safeguarding import clock
from safeguarding.accounts.models import User
from safeguarding.directory import services as directory
from safeguarding.schools.models import School


class Command(BaseCommand):
    """`manage.py seed_demo`: may be run again; a demo that is there is left as it is."""

    help = "Makes the invented schools, their people, their rolls and two terms of records. Needs DEMO=1."

    def add_arguments(self, parser) -> None:
        """What can be said on the command line."""
        parser.add_argument("--without-story", action="store_true", help="schools and people only, no records")

    def handle(self, *, without_story: bool, **options) -> None:
        """Refuses beside a real school, makes what is missing, prints the sign-ins."""
        if not settings.DEMO:
            raise CommandError("DEMO is not 1. The invented school is never made beside real children.")
        if School.objects.filter(is_demo=False).exists() or (not School.objects.exists() and User.objects.exists()):
            raise CommandError("This database holds a real school or real people. Use another database for the demo.")
        if School.objects.exists():
            self.stdout.write("The demo school is there already.")
        else:
            self._make(without_story)
        self.stdout.write(f"Sign in with one of these addresses; the password of all is {PASSWORD}")
        for name, full_name, school, roles, _where in CAST:
            self.stdout.write(f"  {address(name):24} {full_name:18} {school:10} {', '.join(roles).lower()}")

    def _make(self, without_story: bool) -> None:
        today = clock.today()
        with clock.playing(founding.before_the_story(today)):
            directory.load_reference(folder=Path(settings.BASE_DIR) / "fixtures")
            schools = founding.found_schools(today)
            founding.enrol(schools)
            cast = founding.give_roles(schools)
        self.stdout.write("Founded Ysgol Afon (1,500 pupils, 150 staff) and Riverside Academy.")
        if not without_story:
            self.stdout.write(f"Played {story.play(schools, cast)} records through two terms.")
