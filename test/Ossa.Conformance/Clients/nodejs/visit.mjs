import assert from 'node:assert/strict';
import { launch } from './chromium.mjs';

export const desktop = { width: 1100, height: 900 };
export const phone = { width: 390, height: 844 };

/** What a page calls one of its parts. */
export const part = (page, name) => page.locator(`[data-part="${name}"]`);

/** The whole address that an attribute holds. */
export const addressIn = async (element, attribute) => new URL(await element.getAttribute(attribute), element.page().url()).href;

/** Starts a browser; gives it with a way to visit pages in it. */
export async function visitor(executablePath) {
  const browser = await launch(executablePath);

  /** Opens a page in a browser of its own, acts on it, and wants no complaint in its console. */
  async function visit(address, options, act) {
    const context = await browser.newContext({ viewport: desktop, locale: 'en-US', ...options });
    try {
      const page = await context.newPage();
      const complaints = [];
      page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', error => complaints.push(error.message));
      page.on('dialog', dialog => {
        complaints.push(`a dialog: ${dialog.message()}`);
        return dialog.dismiss();
      });
      await page.goto(address);
      await act(page);
      if (!options.tolerant) {
        assert.deepEqual(complaints, []);
      }
    } finally {
      await context.close();
    }
  }

  return { browser, visit };
}

/** Acts on a page as it looks on a desk and on a phone, in light and in dark. */
export async function eachLook(page, act) {
  for (const [size, viewport] of Object.entries({ desktop, phone })) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await act(size, viewport, colorScheme);
    }
  }
}

/** Goes through cases, prints a line for each, and has the program end with 1 if one fails. */
export async function run(browser, cases) {
  try {
    for (const [name, act] of Object.entries(cases)) {
      try {
        await act();
        console.log(`ok - ${name}`);
      } catch (error) {
        console.error(`not ok - ${name}: ${error.stack}`);
        process.exitCode = 1;
      }
    }
  } finally {
    await browser.close();
  }
}
