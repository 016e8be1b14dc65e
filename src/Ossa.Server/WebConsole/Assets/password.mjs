// A link keeps of its password a hash that is made here, so that the password is sent by nobody but those who use it.
const ITERATIONS = 600_000;
const BYTES = 32;

/** Whether this browser can hash here: it does so on pages that came by https or from this machine only. */
export const canHash = () => globalThis.crypto?.subtle !== undefined;

const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

/** What the server keeps of a password. */
export async function hash(password) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ITERATIONS }, key, BYTES * 8);
  return `pbkdf2-sha256$${ITERATIONS}$${base64(salt)}$${base64(new Uint8Array(bits))}`;
}
