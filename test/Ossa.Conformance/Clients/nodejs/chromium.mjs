import { chromium } from 'playwright-core';

// Without these the browser calls its maker at every start, and needs more shared memory than containers give.
const args = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

/** Starts Debian's browser without a window. */
export const launch = executablePath => chromium.launch({ executablePath, args });
