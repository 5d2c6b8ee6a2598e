// When to ask for news: while somebody can see it, and with more patience after failures.

const OPEN = 15_000;
const CLOSED = 60_000; // only the unread badge waits for it

export class Heartbeat {
  // beat: asks for news. lost: the browser itself says that the network is gone.
  constructor({ beat, lost }) {
    this.beat = beat;
    this.lost = lost;
    this.failures = 0;
    this.open = false;
    this.running = false;
    this.look = () => (document.hidden ? clearTimeout(this.timer) : this.beat());
  }

  start() {
    this.running = true;
    addEventListener("online", this.beat);
    addEventListener("offline", this.lost);
    document.addEventListener("visibilitychange", this.look);
  }

  stop() {
    this.running = false;
    clearTimeout(this.timer);
    removeEventListener("online", this.beat);
    removeEventListener("offline", this.lost);
    document.removeEventListener("visibilitychange", this.look);
  }

  schedule() {
    clearTimeout(this.timer);
    if (!this.running || document.hidden) return;
    const usual = this.open ? OPEN : CLOSED;
    this.timer = setTimeout(this.beat, this.failures ? Math.min(OPEN, 1000 * 2 ** this.failures) : usual);
  }
}
