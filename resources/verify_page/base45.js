// Base45 (RFC 9285), the text of the square code. Each byte string has exactly one text: all others are refused.

const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** Return the bytes of a text, or null where it is not one that we write. */
function fromBase45(text) {
  const bytes = [];
  for (let place = 0; place < text.length; place += 3) {
    const values = [...text.slice(place, place + 3)].map((letter) => BASE45.indexOf(letter));
    if (values.length < 2 || values.includes(-1)) return null;
    const number = values[0] + 45 * values[1] + 2025 * (values[2] ?? 0);
    if (number >= (values.length === 3 ? 65536 : 256)) return null;
    if (values.length === 3) bytes.push(number >> 8);
    bytes.push(number & 255);
  }
  return Uint8Array.from(bytes);
}
