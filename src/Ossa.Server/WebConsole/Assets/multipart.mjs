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
  #failures = 0;
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
    this.#stop = new AbortController();
    this.#set("running");
    try {
      await (this.total > this.#partBytes ? this.#sendParts() : this.#sendWhole());
      this.#set("done");
    } catch (error) {
      this.#stop.abort();
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

  async #sendWhole() {
    const bytes = new Uint8Array(await this.#file.arrayBuffer());
    await this.#again(() => this.#send(0, bytes, {}, this.#typed));
    this.#parts = [{ bytes: bytes.length }];
  }

  async #sendParts() {
    if (this.#begun !== null) {
      await this.#takeUp(this.#begun.id);
      this.#begun = null;
    }
    if (this.#id === null) {
      const begun = await oss("POST", this.#bucket, this.#key, { query: { uploads: "" }, headers: this.#typed, signal: this.#stop.signal });
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
          await this.#again(() => this.#sendPart(index));
        }
      }),
    );
    await this.#complete();
  }

  /** Takes up an upload whose parts the server has, as far as they are of this very file; where it has none any more, all begins anew. */
  async #takeUp(id) {
    try {
      for (let marker = 0; marker !== null; ) {
        const root = await read(this.#bucket, this.#key, { uploadId: id, "part-number-marker": marker }, this.#stop.signal);
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

  async #sendPart(index) {
    const bytes = await this.#bytesOf(index);
    const header = await this.#send(index, bytes, { partNumber: index + 1, uploadId: this.#id }, {});
    this.#parts[index] = { bytes: bytes.length, tag: header("ETag") };
    this.#onChange(this);
  }

  async #send(index, bytes, query, headers) {
    this.#stop.signal.throwIfAborted();
    const checksum = new Crc64();
    checksum.update(bytes);
    try {
      const header = await send("PUT", this.#bucket, this.#key, {
        query,
        headers,
        body: bytes,
        signal: this.#stop.signal,
        onProgress: (loaded) => {
          this.#underWay.set(index, loaded);
          this.#onChange(this);
        },
      });
      if (header("x-oss-hash-crc64ecma") !== checksum.toString()) {
        throw new TypeError("damaged");
      }
      this.#failures = 0;
      return header;
    } finally {
      this.#underWay.delete(index);
    }
  }

  async #complete() {
    const parts = this.#parts.map(({ tag }, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${tag.replaceAll('"', "")}</ETag></Part>`);
    await oss("POST", this.#bucket, this.#key, {
      query: { uploadId: this.#id },
      headers: this.#headers,
      body: `<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`,
      signal: this.#stop.signal,
    });
    drop(this.#id);
    this.#id = null;
  }

  /** Tries again what broke off on the way, or what the server had no room for just then; any other refusal would only be repeated. */
  async #again(act) {
    for (;;) {
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof TypeError || error.status === 503) || ++this.#failures > MOST_FAILURES) {
          throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** this.#failures, LONGEST_WAIT_MILLISECONDS)));
      }
    }
  }
}
