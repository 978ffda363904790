// CBOR (RFC 8949), only as the app writes it: each value in its one shortest form. Anything else throws.

const UNSIGNED = 0, NEGATIVE = 1, BYTES = 2, TEXT = 3, ARRAY = 4, MAP = 5, TAG = 6;
const LONGER = new Map([[24, [1, 24n]], [25, [2, 256n]], [26, [4, 65536n]], [27, [8, 4294967296n]]]);
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

class NotOurs extends Error {}

class CborReader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  /** Return the kind and the number at the head of the next value. */
  head() {
    const first = this.take(1)[0];
    const kind = first >> 5, short = first & 31;
    if (short < 24) return [kind, BigInt(short)];
    if (!LONGER.has(short)) throw new NotOurs();
    const [width, least] = LONGER.get(short);
    const number = toNumber(this.take(width));
    if (number < least) throw new NotOurs();
    return [kind, number];
  }

  take(count) {
    if (count > this.bytes.length - this.at) throw new NotOurs();
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  expect(kind, number) {
    const found = this.head();
    if (found[0] !== kind || found[1] !== BigInt(number)) throw new NotOurs();
  }

  string(kind) {
    const [found, length] = this.head();
    if (found !== kind || length > BigInt(this.bytes.length)) throw new NotOurs();
    return this.take(Number(length));
  }

  byteString() {
    return this.string(BYTES);
  }

  text() {
    const bytes = this.string(TEXT);
    try {
      return UTF8.decode(bytes);
    } catch {
      throw new NotOurs();
    }
  }

  /** Return a whole number of any size as BigInt; those beyond 64 bits are written as tagged bytes. */
  integer() {
    const [kind, number] = this.head();
    if (kind === UNSIGNED) return number;
    if (kind === NEGATIVE) return -1n - number;
    if (kind !== TAG || (number !== 2n && number !== 3n)) throw new NotOurs();
    const bytes = this.byteString();
    if (bytes.length < 9 || bytes[0] === 0) throw new NotOurs();
    return number === 2n ? toNumber(bytes) : -1n - toNumber(bytes);
  }

  end() {
    if (this.at !== this.bytes.length) throw new NotOurs();
  }
}

function toNumber(bytes) {
  let number = 0n;
  for (const byte of bytes) number = (number << 8n) | BigInt(byte);
  return number;
}
