// A plain page to talk to Karla. Text is only ever set as text, never as HTML.

const messages = document.getElementById("messages");
const notice = document.getElementById("notice");
const form = document.getElementById("form");
const input = document.getElementById("text");

const TOKEN_KEY = "karla-token";
const CHANNEL = "/webhooks/web";
const WORDS = {
  writing: "Karla skriver …",
  away: "Karla svarer ikke lige nu. Din besked er ikke sendt – prøv igen om lidt.",
};

const JSON_TYPE = { "Content-Type": "application/json" };

// The server names the conversation, so that nobody can guess another person's.
async function token() {
  const known = sessionStorage.getItem(TOKEN_KEY);
  if (known) return known;
  const answer = await fetch(`${CHANNEL}/conversations`, { method: "POST", headers: JSON_TYPE, body: "{}" });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const issued = (await answer.json()).token;
  sessionStorage.setItem(TOKEN_KEY, issued);
  return issued;
}

function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function addBubble(text, who) {
  const bubble = document.createElement("div");
  bubble.className = `bubble ${who}`;
  bubble.textContent = text;
  messages.append(bubble);
  return bubble;
}

function addChoices(choices) {
  const row = document.createElement("div");
  row.className = "choices";
  for (const { id, title } of choices) {
    const choice = document.createElement("button");
    choice.type = "button";
    choice.textContent = title;
    choice.addEventListener("click", () => {
      for (const other of row.children) other.disabled = true;
      send({ choice: id }, title);
    });
    row.append(choice);
  }
  messages.append(row);
}

// body: {text} for what was typed, {choice} for a button, {open} for the greeting.
async function ask(body) {
  const answer = await fetch(`${CHANNEL}/messages`, {
    method: "POST",
    headers: { ...JSON_TYPE, Authorization: `Bearer ${await token()}` },
    body: JSON.stringify({ id: newId(), ...body }),
  });
  if (answer.status === 401) sessionStorage.removeItem(TOKEN_KEY);
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error.message);
  return said.messages;
}

async function send(body, shown) {
  const asked = shown ? addBubble(shown, "user") : null;
  notice.textContent = WORDS.writing;
  messages.scrollTop = messages.scrollHeight;
  try {
    for (const part of await ask(body)) {
      if (part.text) addBubble(part.text, part.from);
      if (part.choices.length) addChoices(part.choices);
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

send({ open: true }, "");
