// A plain page to talk to Karla. Text is only ever set as text, never as HTML.

const messages = document.getElementById("messages");
const notice = document.getElementById("notice");
const form = document.getElementById("form");
const input = document.getElementById("text");

const SENDER_KEY = "karla-conversation";
const GREETING = "/greet";
const WORDS = {
  writing: "Karla skriver …",
  away: "Karla svarer ikke lige nu. Din besked er ikke sendt – prøv igen om lidt.",
};

// 128 random bits: nobody can guess another person's conversation.
function newSender() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function sender() {
  let known = sessionStorage.getItem(SENDER_KEY);
  if (!known) {
    known = newSender();
    sessionStorage.setItem(SENDER_KEY, known);
  }
  return known;
}

function addBubble(text, who) {
  const bubble = document.createElement("div");
  bubble.className = `bubble ${who}`;
  bubble.textContent = text;
  messages.append(bubble);
  return bubble;
}

function addChoices(buttons) {
  const row = document.createElement("div");
  row.className = "choices";
  for (const { title, payload } of buttons) {
    const choice = document.createElement("button");
    choice.type = "button";
    choice.textContent = title;
    choice.addEventListener("click", () => {
      for (const other of row.children) other.disabled = true;
      send({ payload }, title);
    });
    row.append(choice);
  }
  messages.append(row);
}

// body: {text} for what was typed, {payload} for a button.
async function ask(body) {
  const answer = await fetch("/webhooks/web/webhook", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sender: sender(), ...body }),
  });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}

async function send(body, shown) {
  const asked = shown ? addBubble(shown, "user") : null;
  notice.textContent = WORDS.writing;
  messages.scrollTop = messages.scrollHeight;
  try {
    for (const part of await ask(body)) {
      if (part.text) addBubble(part.text, "bot");
      if (part.buttons) addChoices(part.buttons);
    }
    notice.textContent = "";
  } catch {
    notice.textContent = WORDS.away;
    if (shown && !input.value) input.value = shown;
  }
  // A long answer is read from its beginning, so the question it answers goes to the top.
  if (asked) asked.scrollIntoView({ block: "start" });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (!text) return;
  input.value = "";
  send({ text }, text);
});

input.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

send({ payload: GREETING }, "");
