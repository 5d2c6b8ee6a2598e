// Registers <karla-chat>. The only module with a side effect, so that the class can be imported without one.

import { ChatWidget } from "./chat-widget.js";

if (!customElements.get("karla-chat")) customElements.define("karla-chat", ChatWidget);
