import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { launch, picture as take } from './chromium.mjs';

export const desktop = { width: 1280, height: 860 };
export const phone = { width: 390, height: 844 };

export const heading = (page, name) => page.getByRole('heading', { level: 1, name });
export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const dialog = page => page.getByRole('dialog');
export const file = (name, buffer, mimeType = 'application/octet-stream') => ({ name, mimeType, buffer });

/** Goes to a view of the console. */
export async function show(page, ...parts) {
  await page.evaluate(hash => (location.hash = hash), `#/${parts.map(encodeURIComponent).join('/')}`);
  await page.locator('main.view:not([aria-busy])').waitFor();
}

const request = (page, api, method, path, body, headers) =>
  page.evaluate(
    async ([api, method, path, body, headers]) => {
      const answer = await fetch(`/-/console/api/${api}/${path}`, { method, body, headers: { 'X-Ossa-Console': '1', ...headers } });
      return { status: answer.status, text: await answer.text() };
    },
    [api, method, path, body, headers],
  );

/** Asks OSS as the console's own modules do. */
export const ask = (page, method, path, body, headers = {}) => request(page, 'oss', method, path, body, headers);

/** Asks the admin API as they do. */
export const askAdmin = (page, method, path) => request(page, 'admin', method, path, undefined, {});

/** What an action has the browser save. */
export async function saved(page, action) {
  const [download] = await Promise.all([page.waitForEvent('download'), action()]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}

/** Somebody at a browser, before the console of a scene: its address, an access key, and a directory for files. */
export async function person(executablePath, scene) {
  const browser = await launch(executablePath);
  const complaints = [];
  const expected = [];

  function watch(page) {
    page.on('console', message => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', error => complaints.push(error.stack));
    page.on('dialog', dialog => {
      complaints.push(`a dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    return page;
  }

  const picture = (page, name, options) => take(page, `console-${name}`, options);

  return {
    picture,

    /** Opens a browser of its own. */
    async open(options) {
      const context = await browser.newContext({ viewport: desktop, locale: 'en-US', acceptDownloads: true, ...options });
      return watch(await context.newPage());
    },

    async signIn(page, id = scene.id, secret = scene.secret) {
      await page.goto(scene.address);
      await page.locator('input[name=id]').fill(id);
      await page.locator('input[name=secret]').fill(secret);
      await page.keyboard.press('Enter');
      await page.locator('nav a[data-view=buckets]').waitFor();
    },

    /** Says that complaints of a kind are to be expected in this case. The browser may make them before or after this. */
    expect(kind) {
      expected.push(kind);
    },

    /** Goes through cases that build on each other, prints a line for each, and has the program end with 1 if one fails. */
    async run(page, cases) {
      try {
        for (const [name, act] of Object.entries(cases)) {
          try {
            await act();
            const kinds = expected.splice(0);
            assert.deepEqual(complaints.splice(0).filter(text => !kinds.some(kind => kind.test(text))), []);
            console.log(`ok - ${name}`);
          } catch (error) {
            console.error(`not ok - ${name}: ${error.stack}`);
            // What was in the way is often said elsewhere on the page.
            const corner = await page.locator('.corner').innerText({ timeout: 1000 }).catch(() => '');
            console.error([...complaints, corner].join('\n'));
            await picture(page, 'failed').catch(() => {});
            process.exitCode = 1;
            break;
          }
        }
      } finally {
        await browser.close();
      }
    },
  };
}
