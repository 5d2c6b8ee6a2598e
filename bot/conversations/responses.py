"""How Rasa fills in the responses of domain.yml."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain

BUTTONS = "buttons"


class ConversationResponses(TemplatedNaturalLanguageGenerator):
    """Rasa's own responses, whose buttons are taken as they are written.

    Rasa takes the {"role": ...} of a payload for a placeholder, does not find it, and logs an error with its trace for each
    such button of each answer, among which a real error is not seen.
    """

    def __init__(self, endpoint_config: Any = None, domain: Domain | None = None) -> None:
        super().__init__(domain.responses if domain else {})

    def _fill_response(self, response: dict[str, Any], filled_slots: dict[str, Any] | None = None, **kwargs: Any) -> dict[str, Any]:
        filled: dict[str, Any] = super()._fill_response(
            {name: value for name, value in response.items() if name != BUTTONS}, filled_slots, **kwargs
        )
        return {**filled, BUTTONS: response[BUTTONS]} if BUTTONS in response else filled
