import { join } from 'node:path';
import { chromium } from 'playwright-core';

// Without these the browser calls its maker at every start, and needs more shared memory than containers give.
const args = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  // A domain whose hosts are this machine, for servers that give buckets hosts of their own.
  '--host-resolver-rules=MAP ossa.test 127.0.0.1, MAP *.ossa.test 127.0.0.1',
  '--no-first-run',
];

/** Starts the browser without a window. */
export const launch = executablePath => chromium.launch({ executablePath, args });

const directory = process.env.OSSA_SCREENSHOTS;

/** Takes a picture of a page, if somebody wants to look at it: where OSSA_SCREENSHOTS names a directory. */
export async function picture(page, name, options = {}) {
  if (directory) {
    await page.screenshot({ path: join(directory, `${name}.png`), ...options });
  }
}
