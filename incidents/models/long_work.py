"""Work that takes a while and may be left to the worker: whether it still moves."""

from datetime import timedelta
from typing import ClassVar

from safeguarding import clock


class LongWork:
    """What a report and a check of the trail have in common. They keep `state`, `moved_at` and `for_worker`."""

    waiting: ClassVar[str]
    unfinished: ClassVar[tuple[str, ...]]
    stuck_after: ClassVar[timedelta]
    left_to_the_worker_for: ClassVar[timedelta] = timedelta(days=1)  # its page promises that it goes on by itself

    @property
    def is_stuck(self) -> bool:
        """Nothing moves any more: whatever did it, or was going to, is gone."""
        if self.state not in self.unfinished:
            return False
        left_waiting = self.state == self.waiting and self.for_worker
        return self.stands_still_for(self.left_to_the_worker_for if left_waiting else self.stuck_after)

    @property
    def is_slow(self) -> bool:
        """Nothing has moved for some minutes: whoever waits need not sit and look on."""
        return self.stands_still_for(self.stuck_after)

    def stands_still_for(self, time: timedelta) -> bool:
        """Whether it has not moved for as long as this."""
        return self.moved_at + time <= clock.now()
