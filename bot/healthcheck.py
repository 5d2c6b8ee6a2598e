"""Whether the server of this container answers: python -m bot.healthcheck [rasa|actions]. Ends with 0 or 1; standard library only.

Starts in milliseconds, since it is run every few seconds.
"""

from __future__ import annotations

import http.client
import os
import sys

PLACES = {"rasa": ("PORT", "5005", "/health/live"), "actions": ("ACTIONS_PORT", "5055", "/health")}
SECONDS = 2


def is_well(server: str) -> bool:
    """Whether a server on this machine answers its health address with 200."""
    variable, default, path = PLACES[server]
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get(variable) or default), timeout=SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_well(sys.argv[1] if len(sys.argv) > 1 else "rasa") else 1)
