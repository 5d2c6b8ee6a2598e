// What this browser remembers between pages: a few values, and what was sent but not confirmed.

import { RefusedError } from "./connection.js";

const NAMES = ["token", "draft", "outbox", "ratings", "read"];
const HOPELESS = new Set([400, 413, 415]); // the same words would be refused again

export class Storage {
  constructor(server) {
    this.prefix = `karla-chat ${server} `;
    // A browser that keeps nothing (blocked, full, private) still lets people talk.
    this.memory = new Map();
  }

  get(name, fallback = null) {
    try {
      const kept = localStorage.getItem(this.prefix + name);
      return kept === null ? (this.memory.get(name) ?? fallback) : JSON.parse(kept);
    } catch {
      return this.memory.get(name) ?? fallback;
    }
  }

  set(name, value) {
    this.memory.set(name, value);
    try {
      localStorage.setItem(this.prefix + name, JSON.stringify(value));
    } catch {
      // kept in memory
    }
  }

  clear(names = NAMES) {
    for (const name of names) {
      this.memory.delete(name);
      try {
        localStorage.removeItem(this.prefix + name);
      } catch {
        // nothing was kept
      }
    }
  }

  // Calls back with the name of what another tab changed. Returns the function that stops it.
  watch(callback) {
    const listener = ({ key }) => {
      if (!key?.startsWith(this.prefix)) return;
      const name = key.slice(this.prefix.length);
      this.memory.delete(name);
      callback(name);
    };
    addEventListener("storage", listener);
    return () => removeEventListener("storage", listener);
  }
}

export class Outbox {
  constructor(storage) {
    this.storage = storage;
    // A reload cuts off what was on its way; the server knows by the id whether it arrived.
    this.items = storage.get("outbox", []).map((item) => ({ ...item, state: "failed" }));
  }

  add(content) {
    const item = { id: newId(), time: new Date().toISOString(), ...content, state: "sending" };
    this.items.push(item);
    this.keep(item.id, item);
    return item;
  }

  busy() {
    return this.items.some((item) => item.state === "sending");
  }

  fail(item, error) {
    item.state = "failed";
    item.reason = error instanceof RefusedError ? error.message : "";
    item.hopeless = HOPELESS.has(error.status);
  }

  settle(item) {
    item.state = "sent";
    this.keep(item.id, null);
  }

  remove(id) {
    this.items = this.items.filter((item) => item.id !== id);
    this.keep(id, null);
  }

  // Changes one entry only: another tab may keep others.
  keep(id, item) {
    const others = this.storage.get("outbox", []).filter((kept) => kept.id !== id);
    this.storage.set("outbox", item ? [...others, { id, time: item.time, text: item.text, choice: item.choice }] : others);
  }
}

// crypto.randomUUID exists on https pages only.
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
