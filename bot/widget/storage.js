// What this browser remembers between pages. The conversation itself stays on the server.

const NAMES = ["token", "draft", "outbox", "ratings", "read"];

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
