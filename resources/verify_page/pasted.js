// What happens to the text of a code on its way: mails break its lines and quote them, words stand before it, some
// programs write it in small letters, and a scanner that is set for another keyboard types other characters. Of several
// readings only a signed one is taken.

const MOST_BREAKS = 8;

/** Return what a text says that was pasted or typed, or in `refused` the word for what it is instead. */
async function readGiven(given) {
  const exact = readStatement(given);
  if (!exact.refused || exact.refused === "newer_code") return exact;
  for (const reading of readings(given)) {
    const signed = readStatement(reading);
    if (!signed.refused && !["UNKNOWN_KEY", "ALTERED"].includes((await judge(signed)).verdict)) return signed;
  }
  const typed = given.replace(/\s/g, "").replace(/[\u2010-\u2015\u2212_]/g, "-").toUpperCase();
  const parts = /^(RPT-[A-Z]{3}-[0-9]{4}-[0-9A-Z]{4})-([0-9]{4,6})-.$/.exec(typed);
  return parts && wholeNumber(parts[1], Number(parts[2])) === typed ? { refused: "only_number" } : exact;
}

function* readings(given) {
  const start = given.search(/RPT1:/i);
  const code = given.slice(Math.max(start, 0)).slice(0, 2000);
  const parts = code.replace(/^[ \t]*(?:>[ \t]?)+/gm, "").replace(AROUND, "").split(/\r\n|\r|\n/);
  if (parts.length - 1 > MOST_BREAKS) return;
  for (let choice = 0; choice < 2 ** (parts.length - 1); choice += 1) {
    const whole = parts.reduce((before, part, place) => before + (choice & (1 << (place - 1)) ? " " : "") + part);
    if (whole === whole.toLowerCase()) yield whole.toUpperCase();
    yield whole;
    for (const table of start >= 0 || parts.length > 1 ? [] : keyboards()) { // else a scanner typed it
      yield [...whole].map((letter) => table.get(letter) ?? letter).join("");
    }
  }
}

/** Return a map from what was typed to what was meant, for each pair of keyboards: the scanner's and the PC's. */
function keyboards() {
  const all = LISTS.keyboards, tables = [];
  for (const scanner of all) for (const pc of all) if (scanner !== pc) tables.push(keyboard(scanner, pc));
  return tables;
}

/** A letter's key says it all; for the other characters Shift matters too. Each keyboard is [without, with Shift]. */
function keyboard(scanner, pc) {
  const table = new Map();
  [...scanner[1]].forEach((meant, key) => {
    if (/[A-Z]/.test(meant)) table.set(pc[0][key], meant).set(pc[1][key], meant);
  });
  for (const shift of [0, 1]) {
    [...scanner[shift]].forEach((meant, key) => {
      if (BASE45.includes(meant) && !/[A-Z]/.test(meant)) table.set(pc[shift][key], meant);
    });
  }
  table.delete("\ufffd"); // a key that types nothing by itself
  return table;
}
