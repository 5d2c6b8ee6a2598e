// Every word of the interface. {name} is the bot's; _one and _other are chosen by count.

const da = {
  name: "Karla",
  subtitle: "Chatbot om arbejdet i kundeservice",
  about:
    "Du skriver med en chatbot, ikke et menneske. Skriv ikke cpr-nummer eller andet fortroligt. I menuen kan du hente eller slette samtalen.",
  launcher: "Spørg {name}",
  unread_one: "{count} nyt svar",
  unread_other: "{count} nye svar",
  close: "Luk chatten",
  menu: "Flere muligheder",
  skip: "Gå til skrivefeltet",
  log: "Samtale med {name}",
  input: "Skriv til {name}",
  send: "Send",
  counter: "{count} af {limit} tegn",
  left: "{count} tegn tilbage",
  over: "{count} tegn for meget. Del gerne din besked i to.",
  empty: "Skriv en besked først.",
  you: "Du",
  said: "{who} kl. {time}:",
  writing: "{name} skriver",
  slow: "Svaret er længe undervejs. Vent gerne lidt endnu.",
  failed: "Ikke sendt.",
  resend: "Send igen",
  edit: "Ret beskeden",
  discard: "Fjern",
  earlier: "Vis tidligere beskeder",
  newest: "Nyt svar",
  choices: "Svarmuligheder",
  sources_one: "Kilde",
  sources_other: "{count} kilder",
  no_year: "årstal ikke angivet",
  new_window: "(åbner i et nyt vindue)",
  numbers: "Tallene som tekst",
  no_picture: "Billedet kunne ikke hentes. Tallene står nedenfor.",
  points: "{points} af {of}",
  quote: "Du skrev",
  better: "Prøv i stedet",
  rate: "Hjalp svaret dig?",
  up: "Ja, svaret hjalp",
  down: "Nej, svaret hjalp ikke",
  rated: "Tak, det er noteret.",
  rate_failed: "Din vurdering blev ikke gemt. Prøv igen om lidt.",
  reason: "Hvad manglede, eller hvad var forkert? Du behøver ikke svare.",
  reason_skip: "Spring over",
  offline: "Der er ingen forbindelse lige nu. Det, du har skrevet, bliver her, og chatten prøver selv igen.",
  away: "{name} kan ikke svare lige nu. Chatten prøver selv igen om lidt.",
  restored: "Forbindelsen er tilbage.",
  expired: "Den forrige samtale er udløbet eller slettet. Her begynder en ny.",
  download: "Hent samtalen som tekst",
  print: "Udskriv samtalen",
  export: "Hent alt, der er gemt om mig",
  export_failed: "Dine data kunne ikke hentes lige nu. Prøv igen om lidt.",
  restart: "Start forfra",
  restart_title: "Vil du starte forfra?",
  restart_text: "Den samtale, du har nu, bliver slettet, og en ny begynder. Det kan ikke fortrydes.",
  remove: "Slet mine data",
  remove_title: "Vil du slette dine data?",
  remove_text: "Hele samtalen og dine vurderinger bliver slettet. Det kan ikke fortrydes.",
  keep: "Behold samtalen",
  removed: "Dine data er slettet.",
  remove_failed: "Sletningen lykkedes ikke, så dine data er der stadig. Prøv igen om lidt.",
  begin: "Begynd en ny samtale",
  file: "samtale-med-karla",
};

const en = {
  name: "Karla",
  subtitle: "Chatbot about working in customer service",
  about:
    "You are writing with a chatbot, not a person. It answers in Danish. Leave out your CPR number and anything confidential. You can save or delete the conversation from the menu.",
  launcher: "Ask {name}",
  unread_one: "{count} new answer",
  unread_other: "{count} new answers",
  close: "Close the chat",
  menu: "More options",
  skip: "Go to the message field",
  log: "Conversation with {name}",
  input: "Write to {name}",
  send: "Send",
  counter: "{count} of {limit} characters",
  left: "Characters left: {count}",
  over: "Characters too many: {count}. Please split your message in two.",
  empty: "Write a message first.",
  you: "You",
  said: "{who} at {time}:",
  writing: "{name} is writing",
  slow: "The answer is taking a while. Please wait a little longer.",
  failed: "Not sent.",
  resend: "Send again",
  edit: "Edit message",
  discard: "Remove",
  earlier: "Show earlier messages",
  newest: "New answer",
  choices: "Possible answers",
  sources_one: "Source",
  sources_other: "{count} sources",
  no_year: "year not stated",
  new_window: "(opens in a new window)",
  numbers: "The numbers as text",
  no_picture: "The picture could not be loaded. The numbers are below.",
  points: "{points} of {of}",
  quote: "You wrote",
  better: "Try this instead",
  rate: "Did this answer help?",
  up: "Yes, it helped",
  down: "No, it did not help",
  rated: "Thank you, noted.",
  rate_failed: "Your rating was not saved. Please try again shortly.",
  reason: "What was missing or wrong? You need not answer.",
  reason_skip: "Skip",
  offline: "There is no connection right now. What you wrote stays here, and the chat keeps trying.",
  away: "{name} cannot answer right now. The chat will try again shortly.",
  restored: "The connection is back.",
  expired: "The previous conversation has expired or was deleted. A new one starts here.",
  download: "Save the conversation as text",
  print: "Print the conversation",
  export: "Save everything stored about me",
  export_failed: "Your data could not be fetched right now. Please try again shortly.",
  restart: "Start over",
  restart_title: "Start over?",
  restart_text: "The present conversation will be deleted and a new one begins. This cannot be undone.",
  remove: "Delete my data",
  remove_title: "Delete your data?",
  remove_text: "The whole conversation and your ratings will be deleted. This cannot be undone.",
  keep: "Keep the conversation",
  removed: "Your data has been deleted.",
  remove_failed: "The deletion failed, so your data is still there. Please try again shortly.",
  begin: "Begin a new conversation",
  file: "conversation-with-karla",
};

export const LANGUAGES = { da, en };
const LOCALES = { da: "da-DK", en: "en-GB" };

export class Strings {
  constructor(language, overrides = {}) {
    const unknown = Object.keys(overrides).filter((key) => !(key in da));
    if (unknown.length) console.error(`karla-chat: no string is called ${unknown.join(", ")}. Known: ${Object.keys(da).join(", ")}.`);
    this.locale = LOCALES[language];
    this.words = { ...LANGUAGES[language], ...overrides };
    this.plural = new Intl.PluralRules(this.locale);
    this.number = new Intl.NumberFormat(this.locale);
    const format = (parts) => new Intl.DateTimeFormat(this.locale, parts);
    this.clock = format({ hour: "2-digit", minute: "2-digit" });
    this.sameYear = format({ weekday: "long", day: "numeric", month: "long" });
    this.otherYear = format({ day: "numeric", month: "long", year: "numeric" });
    this.near = new Intl.RelativeTimeFormat(this.locale, { numeric: "auto" });
  }

  say(key, values = {}) {
    const known = { name: this.words.name, ...values };
    return this.words[key].replace(/\{(\w+)\}/g, (_, name) => (typeof known[name] === "number" ? this.number.format(known[name]) : known[name]));
  }

  count(key, count) {
    return this.say(`${key}_${this.plural.select(count) === "one" ? "one" : "other"}`, { count });
  }

  time(date) {
    return this.clock.format(date);
  }

  date(date) {
    return this.otherYear.format(date);
  }

  // "I dag", "I går", "Tirsdag 24. november", "3. marts 2025"
  day(date, now = new Date()) {
    const back = Math.round((midnight(now) - midnight(date)) / 86_400_000);
    if (back === 0 || back === 1) return capital(this.near.format(-back, "day"));
    return capital((date.getFullYear() === now.getFullYear() ? this.sameYear : this.otherYear).format(date));
  }
}

function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
