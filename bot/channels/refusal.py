"""Why a request gets no ordinary answer."""

from __future__ import annotations

from bot.channels.texts import texts

STATUS = {
    "bad_request": 400,
    "empty": 400,
    "only_text": 400,
    "choice_expired": 400,
    "unknown_message": 400,
    "unknown_conversation": 401,
    "password": 401,
    "origin": 403,
    "not_found": 404,
    "method": 405,
    "busy": 409,
    "too_long": 413,
    "too_large": 413,
    "media_type": 415,
    "too_many": 429,
    "fault": 503,
    "storage": 503,
    "slow": 503,
    "starting": 503,
    "not_erased": 503,
}
# Seconds after which trying again may help.
RETRY_AFTER = {"busy": 1, "fault": 5, "storage": 5, "slow": 2, "starting": 5, "not_erased": 5}


class Refusal(Exception):  # noqa: N818 - an answer to the request, not always an error of ours
    """Raised to answer a request with one of our codes. message: the Danish sentence for the person."""

    def __init__(self, code: str, *, retry_after: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.status = STATUS[code]
        self.message = texts()[code]
        self.retry_after = retry_after if retry_after is not None else RETRY_AFTER.get(code)
