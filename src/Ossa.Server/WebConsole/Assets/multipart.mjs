import { Crc64 } from "./crc64.mjs";
import { drop, keep } from "./kept.mjs";
import { document as read, oss, send } from "./oss.mjs";
import { all, parse, text } from "./xml.mjs";

// OSS takes at most 10,000 parts.
const MOST_PARTS = 10_000;
const SMALLEST_PART_BYTES = 8 * 1024 * 1024;
const AT_ONCE = 3;
const MOST_FAILURES = 5;
const LONGEST_WAIT_MILLISECONDS = 15_000;

/** Whether the server had no room for a request just then; it did nothing of it, and says when to come again. */
const wasBusy = (error) => error.retryAfterSeconds > 0;

/** Whether a request was in vain, but is good to be made again. */
const isPassing = (error) => wasBusy(error) || error instanceof TypeError;

/** Waits; an abort ends that at once. */
const wait = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });

/**
 * An upload of a file, in one piece or in parts. It can be paused, and goes on with the parts that are missing. Each piece is checked by the checksum
 * of what arrived.
 */
export class Upload {
  #file;
  #bucket;
  #key;
  #onChange;
  #stop = null;
  #partBytes;
  #id = null;
  #parts = [];
  #underWay = new Map();
  #begun = null;
  state = "waiting";
  error = null;
  /** Whether an object of that name may be replaced. */
  replaces = false;

  /** An upload; "begun" is what was kept of one that began before the page was loaded. */
  constructor(file, bucket, key, onChange, begun = null) {
    [this.#file, this.#bucket, this.#key, this.#onChange] = [file, bucket, key, onChange];
    this.#partBytes = begun?.partBytes ?? Math.max(SMALLEST_PART_BYTES, Math.ceil(file.size / MOST_PARTS));
    this.#begun = begun;
    this.replaces = begun?.replaces ?? false;
  }

  get total() {
    return this.#file.size;
  }

  get sent() {
    const done = this.#parts.filter(Boolean).reduce((sum, part) => sum + part.bytes, 0);
    return [...this.#underWay.values()].reduce((sum, bytes) => sum + bytes, done);
  }

  /** Begins, or goes on. */
  async run() {
    const stop = new AbortController();
    this.#stop = stop;
    this.#set("running");
    try {
      await (this.total > this.#partBytes ? this.#sendParts(stop.signal) : this.#sendWhole(stop.signal));
      this.#set("done");
    } catch (error) {
      stop.abort();
      if (this.#stop !== stop) {
        // It was paused, and has gone on since.
        return;
      }
      this.#underWay.clear();
      if (this.state === "running") {
        this.error = error;
        this.#set(error.code === "FileAlreadyExists" ? "exists" : "failed");
      }
    }
  }

  pause() {
    this.#set("paused");
    this.#stop?.abort();
  }

  /** Gives up; the server forgets the parts that it has. */
  async cancel() {
    this.#set("cancelled");
    this.#stop?.abort();
    if (this.#id !== null) {
      drop(this.#id);
      await oss("DELETE", this.#bucket, this.#key, { query: { uploadId: this.#id } });
    }
  }

  #set(state) {
    this.state = state;
    this.#onChange(this);
  }

  get #headers() {
    return this.replaces ? {} : { "x-oss-forbid-overwrite": "true" };
  }

  get #typed() {
    return this.#file.type === "" ? this.#headers : { ...this.#headers, "Content-Type": this.#file.type };
  }

  async #sendWhole(signal) {
    const bytes = new Uint8Array(await this.#file.arrayBuffer());
    await this.#again(signal, () => this.#send(signal, 0, bytes, {}, this.#typed));
    this.#parts = [{ bytes: bytes.length }];
  }

  async #sendParts(signal) {
    if (this.#begun !== null) {
      await this.#takeUp(signal, this.#begun.id);
      this.#begun = null;
    }
    if (this.#id === null) {
      const begin = () => oss("POST", this.#bucket, this.#key, { query: { uploads: "" }, headers: this.#typed, signal });
      const begun = await this.#again(signal, begin, wasBusy);
      this.#id = text(parse(await begun.text()), "UploadId");
      const { name, size } = this.#file;
      keep({ id: this.#id, bucket: this.#bucket, key: this.#key, name, size, partBytes: this.#partBytes, replaces: this.replaces });
    }
    const count = Math.ceil(this.total / this.#partBytes);
    const waiting = Array.from({ length: count }, (_, index) => index).filter((index) => !this.#parts[index]);
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (waiting.length > 0) {
          const index = waiting.shift();
          await this.#again(signal, () => this.#sendPart(signal, index));
        }
      }),
    );
    await this.#complete(signal);
  }

  /** Takes up an upload whose parts the server has, as far as they are of this very file; where it has none any more, all begins anew. */
  async #takeUp(signal, id) {
    try {
      for (let marker = 0; marker !== null; ) {
        const query = { uploadId: id, "part-number-marker": marker };
        const root = await this.#again(signal, () => read(this.#bucket, this.#key, query, signal));
        for (const part of all(root, "Part")) {
          await this.#takePart(Number(text(part, "PartNumber")) - 1, part);
        }
        marker = text(root, "IsTruncated") === "true" ? text(root, "NextPartNumberMarker") : null;
      }
      this.#id = id;
    } catch (error) {
      if (error.code !== "NoSuchUpload") {
        throw error;
      }
      drop(id);
      this.#parts = [];
    }
  }

  async #takePart(index, part) {
    const bytes = await this.#bytesOf(index);
    const checksum = new Crc64();
    checksum.update(bytes);
    if (checksum.toString() === text(part, "HashCrc64ecma") && bytes.length === Number(text(part, "Size"))) {
      this.#parts[index] = { bytes: bytes.length, tag: text(part, "ETag") };
      this.#onChange(this);
    }
  }

  async #bytesOf(index) {
    return new Uint8Array(await this.#file.slice(index * this.#partBytes, (index + 1) * this.#partBytes).arrayBuffer());
  }

  async #sendPart(signal, index) {
    const bytes = await this.#bytesOf(index);
    const header = await this.#send(signal, index, bytes, { partNumber: index + 1, uploadId: this.#id }, {});
    this.#parts[index] = { bytes: bytes.length, tag: header("ETag") };
    this.#onChange(this);
  }

  async #send(signal, index, bytes, query, headers) {
    signal.throwIfAborted();
    const checksum = new Crc64();
    checksum.update(bytes);
    try {
      const header = await send("PUT", this.#bucket, this.#key, {
        query,
        headers,
        body: bytes,
        signal,
        onProgress: (loaded) => {
          this.#underWay.set(index, loaded);
          this.#onChange(this);
        },
      });
      if (header("x-oss-hash-crc64ecma") !== checksum.toString()) {
        throw new TypeError("damaged");
      }
      return header;
    } finally {
      this.#underWay.delete(index);
    }
  }

  async #complete(signal) {
    const parts = this.#parts.map(({ tag }, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${tag.replaceAll('"', "")}</ETag></Part>`);
    const complete = () =>
      oss("POST", this.#bucket, this.#key, {
        query: { uploadId: this.#id },
        headers: this.#headers,
        body: `<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`,
        signal,
      });
    await this.#again(signal, complete, wasBusy);
    drop(this.#id);
    this.#id = null;
  }

  /** Makes a request again where it was in vain but may pass later, though not for ever. */
  async #again(signal, act, mayPass = isPassing) {
    for (let failures = 1; ; failures++) {
      try {
        return await act();
      } catch (error) {
        if (!mayPass(error) || failures > MOST_FAILURES) {
          throw error;
        }
        const own = Math.min(500 * 2 ** failures, LONGEST_WAIT_MILLISECONDS);
        await wait(Math.max(own, 1000 * (error.retryAfterSeconds ?? 0)), signal);
      }
    }
  }
}
