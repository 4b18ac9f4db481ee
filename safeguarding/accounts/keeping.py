"""What was typed is kept when a session ends while it is being sent."""

from collections.abc import Callable


def keeps_words(keep: Callable) -> Callable:
    """Decorates a view whose form is a draft: `keep(request, **kwargs)` puts what was posted into the draft.

    It is called once, still as the person, when their form arrives after the session's time: the words are kept, then
    the session ends. It gives back the address where the person goes on after signing in again.
    """

    def decorate(view: Callable) -> Callable:
        view.keep_words = keep
        return view

    return decorate
