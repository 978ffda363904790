// What happens to the text of a code on its way: mails break its lines and quote them, words stand before it, some
// programs write it in small letters, and a scanner that is set for another keyboard types other characters. Of several
// readings the signed one is taken.

const MOST_BREAKS = 8, MOST_CODES = 200, HEAD = 39; // so many characters tell how long a code is
const BEGINNING = /RPT1:/i, IN_ADDRESS = /RPT1%3A/i;

/** Return what a text says that was pasted or typed: a list, or the word for what it is instead. */
async function readGiven(given) {
  const exact = readStatement(given);
  if (!exact.refused) return [exact];
  if (exact.refused === "newer_code") return exact.refused;
  const found = new Map();
  for (const part of codesIn(given)) {
    const signed = await bestOf(part);
    found.set(signed && toHex(signed.cose), signed);
  }
  if (!found.has(null)) return [...found.values()];
  const typed = given.replace(/\s/g, "").replace(/[\u2010-\u2015\u2212_]/g, "-").toUpperCase();
  const number = /^(RPT-[A-Z]{3}-[0-9]{4}-[0-9A-Z]{4})-([0-9]{4,6})-.$/.exec(typed);
  return number && wholeNumber(number[1], Number(number[2])) === typed ? "only_number" : exact.refused;
}

/** Return the parts of a text that each begin a code; a text without one may come from another keyboard. */
function codesIn(given) {
  const text = (IN_ADDRESS.test(given) ? decoded(given) : given)
    .replace(/^[ \t]*(?:>[ \t]?)+/gm, "")
    .replace(/\s\xa0|\xa0\s/g, "  "); // pages write doubled spaces so
  const parts = text.split(/(?=RPT1:)/i).filter((part) => BEGINNING.test(part));
  return parts.length ? parts.slice(0, MOST_CODES) : [given];
}

function decoded(given) {
  try {
    return decodeURIComponent(given);
  } catch {
    return given;
  }
}

/** Return the reading that is signed, else the part as it is where that is a whole code, else null. */
async function bestOf(part) {
  for (const reading of readings(part)) {
    const signed = readStatement(reading);
    if (!signed.refused && !["UNKNOWN_KEY", "ALTERED"].includes((await judge(signed)).verdict)) return signed;
  }
  const exact = readStatement(part);
  return exact.refused ? null : exact;
}

function* readings(part) {
  const isCode = BEGINNING.test(part);
  const lines = part.slice(0, 2000).replace(AROUND, "").split(/\r\n|\r|\n/);
  const length = lengthOf(lines[0]);
  const parts = length ? lines.slice(0, linesOf(lines, length)) : lines;
  if (parts.length - 1 > MOST_BREAKS) return;
  for (let choice = 0; choice < 2 ** (parts.length - 1); choice += 1) {
    const whole = parts.reduce((before, line, place) => before + (choice & (1 << (place - 1)) ? " " : "") + line);
    const hasWordsAfter = length > 0 && /\s/.test(whole.charAt(length));
    for (const text of hasWordsAfter ? [whole, whole.slice(0, length)] : [whole]) {
      if (text === text.toLowerCase()) yield text.toUpperCase();
      yield text;
    }
    for (const table of isCode || parts.length > 1 ? [] : keyboards()) { // else a scanner typed it
      yield [...whole].map((letter) => table.get(letter) ?? letter).join("");
    }
  }
}

/** Return how many characters the code has that a line begins with, 0 where it does not tell: words may follow. */
function lengthOf(line) {
  const head = fromBase45(line.slice(PREFIX.length, PREFIX.length + HEAD).toUpperCase());
  if (head?.length !== 26 || head[17] >> 1 !== 0x2c) return 0; // 0x58 or 0x59: the length in one byte or two
  const payload = head[17] === 0x58 ? head[18] + 2 : head[18] * 256 + head[19] + 3;
  const bytes = 17 + payload + 66; // the signature with its head
  return PREFIX.length + Math.floor(bytes / 2) * 3 + (bytes % 2) * 2;
}

/** Return how many lines a code of this length takes if no end of a line was a space of the code. */
function linesOf(lines, length) {
  let count = 0;
  for (let have = 0; count < lines.length && have < length; count += 1) have += lines[count].length;
  return count;
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
