// The keys and the list of what does not hold any more, as the app wrote them into this page.

const LISTS = JSON.parse(document.getElementById("lists").textContent);
const ROW = 17; // bytes of a withdrawn statement: name 8, reason 1, day 3, series 2, counter 3
const TEXT_ALONE = 0xffffff; // in place of a counter: the series is the whole number

const KEYS = new Map(LISTS.keys.map(([keyId, point, chains]) => [keyId, { point: fromBase64(point), chains }]));
const WITHDRAWN = readWithdrawn(fromBase64(LISTS.withdrawn));
const REGISTERED = new Map(
  Object.entries(LISTS.registered).map(([keyId, names]) => [keyId, cutNames(fromBase64(names))]),
);

function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function readWithdrawn(table) {
  const found = new Map();
  for (let at = 0; at < table.length; at += ROW) {
    const whole = (from, to) => Number(toNumber(table.subarray(at + from, at + to)));
    const counter = whole(14, 17), series = LISTS.series[whole(12, 14)];
    found.set(toHex(table.subarray(at, at + 8)), {
      reason: LISTS.reasons[whole(8, 9)],
      day: whole(9, 12) - 719163, // days since 1970; Python counts from the year 1
      replacedBy: counter === TEXT_ALONE ? series : wholeNumber(series, counter),
    });
  }
  return found;
}

function cutNames(table) {
  const names = new Set();
  for (let at = 0; at < table.length; at += 16) names.add(toHex(table.subarray(at, at + 16)));
  return names;
}
