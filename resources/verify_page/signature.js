// ES256 by the browser (Web Crypto), with no bit of a signature left free: only the lower of the two values of s.

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const ES256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** Tell whether the owner of a key (65 bytes) signed exactly this statement. */
async function isSigned(signed, point) {
  if (signed.signature.length !== 64) return false;
  const r = toNumber(signed.signature.subarray(0, 32)), s = toNumber(signed.signature.subarray(32));
  if (r === 0n || r >= ORDER || s === 0n || s > ORDER / 2n) return false;
  const key = await crypto.subtle.importKey("raw", point, ES256, false, ["verify"]);
  return crypto.subtle.verify(ES256, key, signed.signature, toBeSigned(signed));
}

/** Return the bytes that are signed (RFC 9052, Sig_structure). */
function toBeSigned(signed) {
  const start = [0x84, 0x6a, ...new TextEncoder().encode("Signature1")];
  return Uint8Array.from([...start, ...asBytes(signed.headers), 0x40, ...asBytes(signed.payload)]);
}

function asBytes(content) {
  const size = content.length;
  const head = size < 24 ? [0x40 + size] : size < 256 ? [0x58, size] : [0x59, size >> 8, size & 255];
  return [...head, ...content];
}

/** Return the SHA-256 of the signed bytes in hex: the name under which a statement is revoked or replaced. */
async function nameOf(signed) {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", signed.cose)));
}
