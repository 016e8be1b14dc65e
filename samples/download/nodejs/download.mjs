// Downloads a signed URL:  node download.mjs URL FILE
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

async function download(url, file) {
  const response = await fetch(url);
  if (response.status !== 200) {
    throw new Error(await explain(response));
  }
  // The bytes go to a temporary file beside the target, so that FILE is either whole or not there.
  const part = `${file}.${process.pid}.part`;
  try {
    // pipeline() reads no faster than the disk writes, and fails if the connection ends too early.
    await pipeline(Readable.fromWeb(response.body), createWriteStream(part));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

// What the server says about a refusal: the Code and the Message of its XML answer.
async function explain(response) {
  const body = await response.text();
  const element = (name) => body.match(new RegExp(`<${name}>([^<]*)</${name}>`))?.[1];
  const code = element("Code");
  return code ? `HTTP ${response.status} ${code}: ${element("Message")}` : `HTTP ${response.status}`;
}

const [url, file] = process.argv.slice(2);
if (!url || !file) {
  console.error("usage: node download.mjs URL FILE");
  process.exit(2);
}
try {
  await download(url, file);
} catch (error) {
  // fetch() hides what went wrong on the network in the error's cause.
  console.error(`download failed: ${error.cause?.message ?? error.message}`);
  process.exitCode = 1;
}
