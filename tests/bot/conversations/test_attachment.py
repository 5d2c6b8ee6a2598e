"""What is put in the place of Rasa's parts."""

from __future__ import annotations

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig

from bot.conversations.action_endpoint import ActionEndpoint
from bot.conversations.attachment import _check_once

ADDRESS = "http://127.0.0.1:5055/webhook"
WRONG = {"events": "none"}


def test_an_answer_is_checked_where_it_comes_in_and_not_again() -> None:
    assert _check_once(RemoteAction("action_x", ActionEndpoint(ADDRESS, apology="Beklager.")), WRONG)


def test_an_answer_from_another_endpoint_is_checked_as_rasa_does() -> None:
    elsewhere = RemoteAction("action_x", EndpointConfig(ADDRESS))
    assert _check_once(elsewhere, {"events": [], "responses": []})
    with pytest.raises(Exception, match="is not of type 'array'"):
        _check_once(elsewhere, WRONG)
