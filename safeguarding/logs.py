"""Log lines without contents: no query text, no posted words, nothing that could steer a terminal."""

import logging
import re

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f‪-‮⁦-⁩]")
QUERY = re.compile(r"\?[^\s\"']*")


class WithoutContents(logging.Filter):
    """Takes from a log record what could carry somebody's words: the request, addresses and query strings."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: the line stays, its contents go."""
        said, request = record.getMessage(), record.__dict__.pop("request", None)
        if hasattr(request, "path"):  # what happened, then where: the framework writes the address behind a colon
            said = f"{said.partition(': ')[0]}: {_place(request)}"
        record.msg, record.args = QUERY.sub("?…", said), ()
        return True


def _place(request) -> str:
    """The page that was asked for, by its name: what stands in an address may have been typed by anybody."""
    found = getattr(request, "resolver_match", None)
    return f"[{found.url_name}]" if found else "[no such page]"


class Plain(logging.Formatter):
    """One line a record; of an error, where it happened and its kind, never its message or its variables."""

    default_format = "%(asctime)s %(levelname)s %(name)s %(message)s"

    def __init__(self) -> None:
        super().__init__(self.default_format)

    def format(self, record: logging.LogRecord) -> str:
        """The line, control characters removed."""
        return CONTROL.sub(" ", super().format(record))

    def formatException(self, ei) -> str:
        """Kind and places only: an exception's message may quote what was typed."""
        kind, _error, trace = ei
        places = []
        while trace is not None:
            code = trace.tb_frame.f_code
            places.append(f"{code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        return f"{kind.__name__} at " + " < ".join(reversed(places))
