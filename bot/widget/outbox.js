// What was sent and not confirmed. Kept over a reload, so that nothing written is lost.

import { RefusedError } from "./connection.js";

const HOPELESS = new Set([400, 413, 415]); // the same words would be refused again
const MOST_WAITS = 30;
const LONGEST_WAIT = 15; // seconds a user is kept waiting because of too many messages

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

// Milliseconds until it is worth sending again by itself, or null: leave it to the user.
export function pause(error, attempt) {
  if (!(error instanceof RefusedError)) return navigator.onLine && attempt < 1 ? 1000 : null;
  if (error.status === 409 && attempt < MOST_WAITS) return 1000; // the first one is being answered now
  if (error.status === 429 && attempt < 2 && error.retryAfter !== null && error.retryAfter <= LONGEST_WAIT) return error.retryAfter * 1000;
  return null;
}

// crypto.randomUUID exists on https pages only.
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
