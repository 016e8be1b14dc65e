// CRC-64/XZ, the checksum that OSS keeps of every object. JavaScript has no fast integers of 64 bits, so there are two halves of 32.
const POLYNOMIAL_HIGH = 0xc96c5795;
const POLYNOMIAL_LOW = 0xd7870f42;
const SLICES = 8;

// TABLE[k * 256 + b] is the checksum of the byte b and k zero bytes after it.
const HIGH = new Uint32Array(SLICES * 256);
const LOW = new Uint32Array(SLICES * 256);

for (let byte = 0; byte < 256; byte++) {
  let high = 0;
  let low = byte;
  for (let bit = 0; bit < 8; bit++) {
    const isOdd = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (isOdd) {
      high ^= POLYNOMIAL_HIGH;
      low ^= POLYNOMIAL_LOW;
    }
  }
  HIGH[byte] = high;
  LOW[byte] = low;
}
for (let at = 256; at < SLICES * 256; at++) {
  const [high, low] = [HIGH[at - 256], LOW[at - 256]];
  HIGH[at] = (high >>> 8) ^ HIGH[low & 255];
  LOW[at] = ((low >>> 8) | (high << 24)) ^ LOW[low & 255];
}

/** The checksum of bytes that come piece by piece. */
export class Crc64 {
  #high = 0xffffffff;
  #low = 0xffffffff;

  /** Adds a piece, a Uint8Array. */
  update(bytes) {
    let high = this.#high;
    let low = this.#low;
    let at = 0;
    for (const end = bytes.length - 7; at < end; at += SLICES) {
      low ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
      high ^= bytes[at + 4] | (bytes[at + 5] << 8) | (bytes[at + 6] << 16) | (bytes[at + 7] << 24);
      const a = 1792 + (low & 255);
      const b = 1536 + ((low >>> 8) & 255);
      const c = 1280 + ((low >>> 16) & 255);
      const d = 1024 + (low >>> 24);
      const e = 768 + (high & 255);
      const f = 512 + ((high >>> 8) & 255);
      const g = 256 + ((high >>> 16) & 255);
      const h = high >>> 24;
      low = LOW[a] ^ LOW[b] ^ LOW[c] ^ LOW[d] ^ LOW[e] ^ LOW[f] ^ LOW[g] ^ LOW[h];
      high = HIGH[a] ^ HIGH[b] ^ HIGH[c] ^ HIGH[d] ^ HIGH[e] ^ HIGH[f] ^ HIGH[g] ^ HIGH[h];
    }
    for (; at < bytes.length; at++) {
      const index = (low ^ bytes[at]) & 255;
      low = ((low >>> 8) | (high << 24)) ^ LOW[index];
      high = (high >>> 8) ^ HIGH[index];
    }
    this.#high = high;
    this.#low = low;
  }

  /** The checksum so far in decimal digits, as x-oss-hash-crc64ecma writes it. */
  toString() {
    return (((BigInt(~this.#high >>> 0)) << 32n) | BigInt(~this.#low >>> 0)).toString();
  }
}
