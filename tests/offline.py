"""Every test runs where no connection can be opened: whoever tries is stopped, and named afterwards."""

import sys
from typing import Any

attempts: list[str] = []
"""What was tried since somebody last looked."""

_NAMES = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"})
_ADDRESSED = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})


class ConnectionForbidden(BaseException):
    """Somebody wanted a connection. Not an Exception, so that nobody takes it for a network that is away."""


def forbid() -> None:
    """Stop every attempt of Python code in this process, for good."""
    sys.addaudithook(_hook)


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    leads_out = event in _ADDRESSED and isinstance(arguments[1], tuple)  # a path leads to this computer only
    if leads_out or event in _NAMES:
        attempts.append(f"{event} {arguments[1:] if leads_out else arguments}")
        raise ConnectionForbidden(attempts[-1])
