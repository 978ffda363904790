// What a square code says: the text, read strictly, without any decision whether to trust it.

const PREFIX = "RPT1:", ANY_PREFIX = /^RPT[0-9]+:/, TEXT_LIMIT = 600;
const AROUND = /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;
const KINDS = [null, "completion", "participation", "appreciation"];
const FIRST_DAY = -719162n, LAST_DAY = 2932896n; // of the years 1 and 9999, from 1970
const CHECK = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";
const NOT_SHOWN = /[\p{C}\p{Zl}\p{Zp}]|[^\P{Zs} ]/u;

/** Return what a text says, or in `refused` the word for what it is instead. */
function readStatement(given) {
  const text = given.slice(0, 10 * TEXT_LIMIT).replace(AROUND, "");
  if (!text.startsWith(PREFIX)) return { refused: ANY_PREFIX.test(text) ? "newer_code" : "not_a_code" };
  const cose = text.length > TEXT_LIMIT ? null : fromBase45(text.slice(PREFIX.length));
  if (cose === null) return { refused: "not_a_code" };
  try {
    return readCose(cose);
  } catch (problem) {
    if (problem instanceof NotOurs) return { refused: "not_a_code" };
    throw problem;
  }
}

/** Read a COSE_Sign1 (RFC 9052): headers with ES256 and the key's short name, the facts, the signature. */
function readCose(cose) {
  const whole = new CborReader(cose);
  whole.expect(TAG, 18);
  whole.expect(ARRAY, 4);
  const headers = whole.byteString();
  whole.expect(MAP, 0);
  const payload = whole.byteString();
  const signature = whole.byteString();
  whole.end();
  const reader = new CborReader(headers);
  reader.expect(MAP, 2);
  reader.expect(UNSIGNED, 1);
  reader.expect(NEGATIVE, 6); // -7: ES256
  reader.expect(UNSIGNED, 4);
  const keyId = toHex(reader.byteString());
  reader.end();
  return { cose, headers, payload, signature, keyId, facts: readFacts(payload) };
}

function readFacts(payload) {
  const reader = new CborReader(payload);
  const [kind, count] = reader.head();
  if (kind !== MAP || (count !== 10n && count !== 11n)) throw new NotOurs();
  const next = (key, read) => {
    reader.expect(UNSIGNED, key);
    return read();
  };
  const text = () => shownText(reader.text());
  const issuer = next(1, text);
  const certified = next(2, () => KINDS[within(reader.integer(), 1n, 3n)]);
  const number = next(3, () => readNumber(reader));
  const name = next(4, text);
  const course = next(5, text);
  const skillArea = count === 11n ? next(6, text) : "";
  if (count === 11n && skillArea === "") throw new NotOurs();
  const quarters = next(7, () => reader.integer());
  if (quarters < 0n) throw new NotOurs();
  const starts = within(next(8, () => reader.integer()), 0n, LAST_DAY);
  const ends = starts + within(next(9, () => reader.integer()), 0n, LAST_DAY - BigInt(starts));
  const issued = within(next(10, () => reader.integer()) + BigInt(ends), FIRST_DAY, LAST_DAY);
  const college = next(11, text);
  reader.end();
  return { issuer, kind: certified, name, course, minutes: quarters * 15n, skillArea, starts, ends, college, issued, number };
}

/** Return a text that is safe to show: no control characters, no hidden direction marks, one spelling only. */
function shownText(text) {
  if (NOT_SHOWN.test(text) || text.normalize("NFC") !== text || /^ |  | $/.test(text)) throw new NotOurs();
  return text;
}

function within(number, least, most) {
  if (number < least || number > most) throw new NotOurs();
  return Number(number);
}

function readNumber(reader) {
  reader.expect(ARRAY, 4);
  const college = reader.text();
  const year = within(reader.integer(), 0n, 9999n);
  const log = reader.text();
  const counter = within(reader.integer(), 0n, 999999n);
  if (!/^[A-Z]{3}$/.test(college) || !/^[0-9A-Z]{4}$/.test(log)) throw new NotOurs();
  const number = wholeNumber(`RPT-${college}-${String(year).padStart(4, "0")}-${log}`, counter);
  if (number.endsWith("*")) throw new NotOurs();
  return number;
}

/** Return a certificate number with its check character (ISO 7064 MOD 37-2). */
function wholeNumber(series, counter) {
  const body = `${series}-${String(counter).padStart(4, "0")}`;
  let rest = 0;
  for (const letter of body.replaceAll("-", "")) rest = ((rest + CHECK.indexOf(letter)) * 2) % 37;
  return `${body}-${CHECK[(38 - rest) % 37]}`;
}

function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
