// The only module with a side effect.

import { ChatWidget } from "./chat-widget.js";

if (!customElements.get("karla-chat")) customElements.define("karla-chat", ChatWidget);
