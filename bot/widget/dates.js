// Times and days as a person says them, in their own time zone.

export class Dates {
  constructor(locale) {
    this.clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
    this.near = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
    this.sameYear = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
    this.otherYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" });
  }

  time(date) {
    return this.clock.format(date);
  }

  // "24. november 2026", for what is read on another day
  date(date) {
    return this.otherYear.format(date);
  }

  // "I dag", "I går", "tirsdag den 24. november", "3. marts 2025"
  day(date, now = new Date()) {
    const back = Math.round((midnight(now) - midnight(date)) / 86_400_000);
    if (back === 0 || back === 1) return capital(this.near.format(-back, "day"));
    return capital((date.getFullYear() === now.getFullYear() ? this.sameYear : this.otherYear).format(date));
  }
}

export function dayKey(date) {
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
