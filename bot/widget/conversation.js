// The conversation: its token, its messages in order, and whether anybody is there. Draws nothing.
// Events: change {fresh: new answers}, state, expired, ended.

import { pause, RefusedError } from "./connection.js";
import { Heartbeat } from "./heartbeat.js";
import { Outbox } from "./storage.js";

// One id for every tab: the server greets a conversation once, whoever asks first.
const GREETING = { id: "greeting", open: true };

export class Conversation extends EventTarget {
  constructor(connection, storage) {
    super();
    this.connection = connection;
    this.storage = storage;
    this.outbox = new Outbox(storage);
    this.heartbeat = new Heartbeat({ beat: () => this.sync(), lost: () => this.setState("offline") });
    this.wanted = false; // the panel is open
    this.state = "online"; // or "offline" (nobody answered) or "away" (the server answered with a fault)
    this.queue = Promise.resolve();
    this.generation = 0; // grows when a conversation is left; answers for an earlier one are dropped
    this.reset();
  }

  start() {
    this.heartbeat.start();
    this.unwatch = this.storage.watch((name) => this.followOtherTab(name));
  }

  stop() {
    this.heartbeat.stop();
    this.unwatch();
    this.generation += 1;
  }

  ordered() {
    return [...this.messages.values(), ...this.outbox.items].sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity));
  }

  open() {
    this.wanted = this.heartbeat.open = true;
    return this.refresh();
  }

  close() {
    this.wanted = this.heartbeat.open = false;
    this.heartbeat.schedule();
  }

  unread() {
    const read = this.storage.get("read", 0);
    return [...this.messages.values()].filter((message) => message.from === "bot" && message.number > read).length;
  }

  // Also tells other tabs that there is something new.
  markRead() {
    const newest = Math.max(0, ...[...this.messages.values()].map((message) => message.number));
    if (newest > this.storage.get("read", 0)) this.storage.set("read", newest);
  }

  send(content) {
    this.enqueue(this.outbox.add(content));
  }

  resend(id) {
    const item = this.outbox.items.find((one) => one.id === id && one.state === "failed");
    if (!item) return;
    item.state = "sending";
    this.enqueue(item);
  }

  discard(id) {
    this.outbox.remove(id);
    this.changed();
  }

  async rate(message, rating, reason) {
    await this.connection.rate(await this.token(), { message, rating, ...(reason && { reason }) });
    this.storage.set("ratings", { ...this.storage.get("ratings", {}), [message]: rating });
  }

  rating(message) {
    return this.storage.get("ratings", {})[message] ?? null;
  }

  async export() {
    return this.connection.export(await this.token());
  }

  // Throws when the server did not confirm it; then nothing is lost.
  async remove() {
    const token = this.storage.get("token");
    if (token) {
      const gone = await this.connection.remove(token).catch((error) => {
        if (error.status === 401) return true; // there is no such conversation any more
        throw error;
      });
      if (!gone) throw new Error("the server did not confirm the deletion");
    }
    this.storage.clear();
    this.end();
  }

  begin() {
    this.ended = false;
    return this.sync();
  }

  // Fetches what is new; greets an open panel where nothing was ever said. Never throws.
  sync() {
    if (this.ended || !this.heartbeat.running) return Promise.resolve();
    this.syncing ??= this.pull().finally(() => {
      this.syncing = null;
      if (!this.ended) this.heartbeat.schedule();
    });
    return this.syncing;
  }

  // A sync under way may have missed what just happened.
  async refresh() {
    await this.syncing;
    await this.sync();
  }

  async pull() {
    if (!this.wanted && !this.storage.get("token")) return;
    const generation = this.generation;
    try {
      await this.readHistory(generation);
      if (this.wanted && generation === this.generation && !this.messages.size && !this.outbox.busy()) await this.whileWriting(() => this.post(GREETING));
      this.setState("online");
    } catch (error) {
      if (generation === this.generation) this.meet(error);
    }
  }

  async readHistory(generation) {
    const token = await this.token();
    const first = !this.loaded;
    for (let more = true; more; ) {
      const page = await this.connection.history(token, this.next);
      if (generation !== this.generation) return;
      // an empty page that promises more would be asked for without end
      more = page.more && page.next > this.next;
      this.next = page.next;
      this.receive(page.messages, { silent: first });
    }
    this.loaded = true;
    this.changed();
  }

  enqueue(item) {
    this.changed();
    this.queue = this.queue.then(() => this.deliver(item));
  }

  async deliver(item) {
    const generation = this.generation;
    try {
      const { id, text, choice } = item;
      await this.whileWriting(() => this.post(choice ? { id, choice } : { id, text }, item));
      if (generation !== this.generation) return;
      this.outbox.settle(item);
      await this.refresh(); // brings our own message with its number
    } catch (error) {
      if (generation !== this.generation) return;
      this.outbox.fail(item, error);
      this.changed();
      if (error.status === 401 || !(error instanceof RefusedError)) this.meet(error);
      this.heartbeat.schedule();
    }
  }

  async post(body, item) {
    const generation = this.generation;
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.connection.send(await this.token(), body, (message) => {
          if (generation !== this.generation) return;
          if (item) item.number ??= message.number - 0.5; // just above its first answer
          this.receive([message]);
        });
        return;
      } catch (error) {
        const wait = generation === this.generation ? pause(error, attempt) : null;
        if (wait === null) throw error;
        await new Promise((done) => setTimeout(done, wait));
      }
    }
  }

  receive(messages, { silent = false } = {}) {
    const fresh = messages.filter((message) => !this.messages.has(message.id));
    if (!fresh.length) return;
    for (const message of fresh) {
      this.messages.set(message.id, message);
      if (message.client_id) this.outbox.remove(message.client_id);
    }
    this.changed(silent ? [] : fresh.filter((message) => message.from === "bot"));
  }

  async whileWriting(work) {
    this.writing += 1;
    this.changed();
    try {
      await work();
    } finally {
      this.writing = Math.max(0, this.writing - 1);
      this.changed();
    }
  }

  async token() {
    if (!this.storage.get("token")) {
      this.creating ??= this.connection.create().finally(() => (this.creating = null));
      this.storage.set("token", await this.creating);
    }
    return (this.known = this.storage.get("token"));
  }

  meet(error) {
    if (error.status === 401) this.expire();
    else {
      this.heartbeat.failures += 1;
      this.setState(error instanceof RefusedError ? "away" : "offline");
    }
  }

  // The token is dead: begin anew, and let the user decide about what was not sent. A choice belongs to the old talk.
  expire() {
    const unsent = this.outbox.items.filter((item) => !item.choice && item.state !== "sent");
    this.storage.clear(["token", "outbox", "ratings", "read"]); // what is half written stays
    this.leave();
    for (const item of unsent) {
      this.outbox.items.push({ ...item, number: undefined, state: "failed" });
      this.outbox.keep(item.id, item);
    }
    this.dispatchEvent(new CustomEvent("expired"));
    this.changed();
    setTimeout(() => this.sync());
  }

  end() {
    this.leave();
    this.ended = true;
    this.changed();
    this.dispatchEvent(new CustomEvent("ended"));
  }

  leave() {
    this.generation += 1;
    this.outbox.items = [];
    this.reset();
  }

  reset() {
    this.messages = new Map();
    this.known = null; // the token these messages belong to
    this.next = 0;
    this.loaded = false;
    this.writing = 0;
    this.ended = false;
  }

  followOtherTab(name) {
    if (name === "read") this.sync();
    if (name !== "token") return;
    const token = this.storage.get("token");
    if (token === this.known) return;
    if (!token) this.end();
    else {
      this.leave();
      this.changed();
      this.sync();
    }
  }

  setState(state) {
    if (state === "online") this.heartbeat.failures = 0;
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new CustomEvent("state"));
  }

  changed(fresh = []) {
    this.dispatchEvent(new CustomEvent("change", { detail: { fresh } }));
  }
}
