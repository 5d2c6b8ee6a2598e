// The web channel's HTTP interface.

const LONGEST_SILENCE = 30_000; // ms without a byte before a request counts as lost
const MOST_WAITS = 30;
const LONGEST_WAIT = 15; // seconds

export class UnreachableError extends Error {}

// message: the server's sentence for the user, or "". retryAfter: seconds, or null.
export class RefusedError extends Error {
  constructor(status, { message = "" } = {}, retryAfter = null) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export class Connection {
  constructor(server) {
    this.server = server;
  }

  async create() {
    return (await this.ask("POST", "conversations", { body: {} })).json.token;
  }

  // One page of history: {messages, next, more}
  async history(token, after) {
    return (await this.ask("GET", `messages?after=${after}`, { token })).json;
  }

  // body: {id, text}, {id, choice} or {id, open: true}
  async send(token, body, onMessage) {
    const answer = await this.ask("POST", "messages", { token, body, accept: "text/event-stream", onMessage });
    for (const message of answer.json?.messages ?? []) onMessage(message);
  }

  async rate(token, body) {
    await this.ask("POST", "feedback", { token, body });
  }

  async export(token) {
    return (await this.ask("GET", "export", { token, asBlob: true })).blob;
  }

  async remove(token) {
    return (await this.ask("DELETE", "conversation", { token })).json?.deleted === true;
  }

  async ask(method, path, { token, body, accept = "application/json", onMessage, asBlob = false }) {
    const abort = new AbortController();
    let timer;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => abort.abort(), LONGEST_SILENCE);
    };
    alive();
    try {
      const headers = { Accept: accept };
      if (token) headers.Authorization = `Bearer ${token}`;
      if (body) headers["Content-Type"] = "application/json";
      const options = { method, headers, body: body && JSON.stringify(body), signal: abort.signal, credentials: "omit", cache: "no-store" };
      const answer = await fetch(`${this.server}webhooks/web/${path}`, options);
      if (!answer.ok) throw await refusal(answer);
      if (asBlob) return { blob: await answer.blob() };
      if (answer.status === 204) return {};
      if (!answer.headers.get("Content-Type")?.startsWith("text/event-stream")) return { json: await answer.json() };
      await follow(answer.body, alive, onMessage);
      return {};
    } catch (error) {
      if (error instanceof RefusedError) throw error;
      throw new UnreachableError(`${method} ${path}: ${error.message}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
}

async function follow(body, alive, onMessage) {
  for await (const { event, data } of readEvents(body)) {
    alive();
    if (event === "message") onMessage(data);
    if (event === "error") throw new RefusedError(503, data.error);
    if (event === "done") return;
  }
  throw new Error("the stream ended before it was done");
}

async function refusal(answer) {
  const seconds = Number.parseInt(answer.headers.get("Retry-After"), 10);
  // A proxy in between answers with a page of its own.
  const { error } = await answer.json().catch(() => ({}));
  return new RefusedError(answer.status, error, Number.isNaN(seconds) ? null : seconds);
}

// Server-sent events; EventSource cannot POST.
async function* readEvents(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) {
      const fields = { event: "message", data: [] };
      for (const line of block.split(/\r?\n/)) {
        if (line.startsWith("event:")) fields.event = line.slice(6).trim();
        if (line.startsWith("data:")) fields.data.push(line.slice(5));
      }
      if (fields.data.length) yield { event: fields.event, data: JSON.parse(fields.data.join("\n")) };
    }
  }
}

// Milliseconds until it is worth sending again by itself, or null: leave it to the user.
export function pause(error, attempt) {
  if (!(error instanceof RefusedError)) return navigator.onLine && attempt < 1 ? 1000 : null;
  if (error.status === 409 && attempt < MOST_WAITS) return 1000; // the first one is being answered now
  if (error.status === 429 && attempt < 2 && error.retryAfter !== null && error.retryAfter <= LONGEST_WAIT) return error.retryAfter * 1000;
  return null;
}
