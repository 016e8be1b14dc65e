import { Crc64 } from "./crc64.mjs";

const MOST_FAILURES = 5;
const LONGEST_WAIT_MILLISECONDS = 15_000;
const PIECE_BYTES = 8 * 1024 * 1024;

/** What the server says about a refusal: the Message of its XML answer. */
async function explain(response) {
  const answer = new DOMParser().parseFromString(await response.text(), "application/xml");
  return answer.querySelector("Error > Message")?.textContent ?? `HTTP ${response.status}`;
}

/** A refusal, which no further attempt would change. */
export class Refusal extends Error {}

/**
 * A download that goes on where it broke off, for as long as the object is the same one, and is checked against the checksum that the server
 * keeps of it.
 */
export class Download {
  #url;
  #onProgress;
  #stop = null;
  #checksum = new Crc64();
  #blobs = [];
  #piece = [];
  #pieceBytes = 0;
  #tag = null;
  #expected = null;
  received = 0;
  total = null;

  constructor(url, onProgress) {
    this.#url = url;
    this.#onProgress = onProgress;
  }

  /** Goes on; gives the whole file with whether its checksum is right, or null when it was paused. */
  async run() {
    this.#stop = new AbortController();
    for (let failures = 0; ; ) {
      const before = this.received;
      try {
        await this.#fetch(this.#stop.signal);
        this.#seal();
        const isRight = this.#expected === null ? null : this.#expected === this.#checksum.toString();
        return { file: new Blob(this.#blobs), isRight };
      } catch (error) {
        if (this.#stop.signal.aborted) {
          return null;
        }
        failures = this.received > before ? 1 : failures + 1;
        if (error instanceof Refusal || failures > MOST_FAILURES) {
          throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** failures, LONGEST_WAIT_MILLISECONDS)));
      }
    }
  }

  pause() {
    this.#stop?.abort();
  }

  async #fetch(signal) {
    const isRest = this.received > 0;
    if (isRest && this.received === this.total) {
      return;
    }
    // No cookies and no cache: the signature in the URL is all that counts, and it is checked anew each time.
    const response = await fetch(this.#url, {
      credentials: "omit",
      cache: "no-store",
      headers: isRest ? { Range: `bytes=${this.received}-` } : {},
      signal,
    });
    if (!response.ok) {
      throw new Refusal(await explain(response));
    }
    this.#require(response, isRest);
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      this.#add(value);
    }
    if (this.total !== null && this.received !== this.total) {
      throw new Error("The connection ended early.");
    }
  }

  /** A rest of another object than the one that began must not be put to its beginning. */
  #require(response, isRest) {
    const tag = response.headers.get("ETag");
    if (!isRest) {
      const length = response.headers.get("Content-Length");
      this.total = length === null ? null : Number(length);
      this.#tag = tag;
      this.#expected = response.headers.get("x-oss-hash-crc64ecma");
    } else if (response.status !== 206 || tag !== this.#tag) {
      response.body.cancel();
      throw new Refusal("The file has changed meanwhile.");
    }
  }

  #add(bytes) {
    this.#checksum.update(bytes);
    this.#piece.push(bytes);
    this.#pieceBytes += bytes.length;
    this.received += bytes.length;
    if (this.#pieceBytes >= PIECE_BYTES) {
      this.#seal();
    }
    this.#onProgress(this);
  }

  /** Browsers keep Blobs on the disk where they grow large, and arrays in memory. */
  #seal() {
    this.#blobs.push(new Blob(this.#piece));
    this.#piece = [];
    this.#pieceBytes = 0;
  }
}

/** Hands a file to the user's download folder, in the one way that every browser has. */
export function save(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser reads the Blob after this; a minute later it surely has begun.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
