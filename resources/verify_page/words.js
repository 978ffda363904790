// Words, dates and hours in the language that is shown.

const WORDS = JSON.parse(document.getElementById("words").textContent);
let language = "en";

/** Return a word or sentence with its values put in. */
function say(name, values = {}) {
  return WORDS[language][name].replace(/\{(\w+)\}/g, (_whole, key) => values[key]);
}

/** Return the language to begin with: named after # in the address, else the browser's first that is known. */
function firstLanguage() {
  const wanted = [location.hash.slice(1), ...(navigator.languages ?? [])];
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in WORDS) ?? "en";
}

/** Return a day (counted from 1970) as people write it, with the month's name. */
function writtenDay(day) {
  const { year, month, date } = parts(day);
  return say("date", { day: dayOfMonth(date), month: WORDS[language].months[month], year });
}

function writtenPeriod(starts, ends) {
  const first = writtenDay(starts), last = writtenDay(ends);
  const from = parts(starts), to = parts(ends);
  if (starts === ends) return say("one_day", { first });
  if (from.year !== to.year || from.month !== to.month) return say("across_months", { first, last });
  return say("within_month", { first_day: dayOfMonth(from.date), last });
}

function writtenHours(minutes) {
  const hours = String(minutes / 60n), rest = minutes % 60n;
  if (rest) return say("hours_and_minutes", { hours, minutes: String(rest) });
  return hours === "1" ? say("one_hour") : say("hours", { hours });
}

function dayOfMonth(date) {
  return date === 1 ? say("first_of_month") : String(date);
}

function parts(day) {
  const moment = new Date(day * 86400000);
  return { year: String(moment.getUTCFullYear()), month: moment.getUTCMonth(), date: moment.getUTCDate() };
}

/** Return the day in Rwanda (two hours before Greenwich's clock) of a moment in seconds. */
function localDay(seconds) {
  return Math.floor((seconds + 7200) / 86400);
}
