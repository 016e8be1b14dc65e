// Does on share pages what a person does, in a real browser: node share-page.mjs CHROMIUM PAGES DIRECTORY. PAGES is JSON with the address of each
// page; pictures go to the directory. Prints a line a case and exits with 1 if one fails.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launch } from './chromium.mjs';

const [executablePath, json, directory] = process.argv.slice(2);
const pages = JSON.parse(json);
const desktop = { width: 1100, height: 900 };
const phone = { width: 390, height: 844 };
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

const part = (page, name) => page.locator(`[data-part="${name}"]`);

async function contentOf(page, action) {
  const [download] = await Promise.all([page.waitForEvent('download'), action()]);
  return readFile(await download.path());
}

async function direct(page) {
  const url = new URL(await part(page, 'download').getAttribute('href'), page.url());
  const answer = await page.request.get(url.href);
  return answer.body();
}

const cases = {
  'it looks well on a desk and on a phone, in light and in dark': async () => {
    for (const [size, viewport] of Object.entries({ desktop, phone })) {
      for (const colorScheme of ['light', 'dark']) {
        await visit(pages.image, { viewport, colorScheme, deviceScaleFactor: 2 }, async page => {
          await page.getByRole('button', { name: 'Show the preview' }).click();
          await page.locator('.preview img').evaluate(image => image.decode());
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
          await page.screenshot({ path: join(directory, `share-${size}-${colorScheme}.png`), fullPage: true });
        });
        await visit(pages.early, { viewport, colorScheme, deviceScaleFactor: 2, tolerant: true }, page =>
          page.screenshot({ path: join(directory, `early-${size}-${colorScheme}.png`) }),
        );
      }
    }
    await visit(pages.html, { locale: 'zh-CN' }, page =>
      page.screenshot({ path: join(directory, 'share-chinese.png'), fullPage: true }),
    );
  },

  'without script there is a plain download': async () => {
    await visit(pages.plain, { javaScriptEnabled: false }, async page => {
      const expected = await direct(page);
      assert.equal(expected.length, 150_000);
      assert.deepEqual(await contentOf(page, () => part(page, 'download').click()), expected);
    });
  },

  'a download shows its progress, can pause and go on, and is verified': async () => {
    await visit(pages.slow, {}, async page => {
      const saved = page.waitForEvent('download');
      await part(page, 'download').click();
      await page.getByText(/^[1-9]\d* % received$/).waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByText('Paused.').waitFor();
      await page.screenshot({ path: join(directory, 'share-paused.png') });
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByText('The checksum is right').waitFor();
      const file = await readFile(await (await saved).path());
      await visit(pages.plain, {}, async other => assert.deepEqual(file, await direct(other)));
    });
  },

  'a download that breaks off goes on by itself as the same one': async () => {
    await visit(pages.plain, {}, async page => {
      // The first answer ends after a third, as if the connection had broken.
      await page.evaluate(() => {
        const whole = globalThis.fetch;
        let isFirst = true;
        globalThis.fetch = async (...request) => {
          const answer = await whole(...request);
          if (!isFirst || !String(request[0]).includes('x-oss-signature')) {
            return answer;
          }
          isFirst = false;
          const reader = answer.body.getReader();
          let seen = 0;
          const broken = new ReadableStream({
            async pull(controller) {
              const { value } = await reader.read();
              if (seen > 0) {
                await reader.cancel();
                controller.error(new TypeError('broken'));
                return;
              }
              seen += value.length;
              controller.enqueue(value.subarray(0, 50_000));
            },
          });
          return new Response(broken, { status: answer.status, headers: answer.headers });
        };
      });
      const file = await contentOf(page, () => part(page, 'download').click());
      assert.equal(file.length, 150_000);
      await page.getByText('The checksum is right').waitFor();
    });
  },

  'a file that was damaged on the way is not saved': async () => {
    await visit(pages.plain, {}, async page => {
      await page.route(/x-oss-signature/, async route => {
        const answer = await route.fetch();
        const body = await answer.body();
        body[7] ^= 1;
        await route.fulfill({ response: answer, body });
      });
      page.on('download', () => assert.fail('a damaged file was saved'));
      await part(page, 'download').click();
      await page.getByText('the checksum is wrong').waitFor();
    });
  },

  'nothing of what strangers named or wrote runs': async () => {
    for (const address of [pages.html, pages.svg]) {
      await visit(address, {}, async page => {
        await page.locator('.preview pre').waitFor();
        assert.match(await page.locator('.preview pre').textContent(), /<script>window\.hacked = 1; alert\(1\)<\/script>/);
        assert.equal(await page.evaluate(() => window.hacked), undefined);
        assert.equal(await page.locator('.preview script, h1 img, .preview svg').count(), 0);
        // Even as a document of its own it has no rights on this origin.
        const url = await part(page, 'preview').getAttribute('data-url');
        const opened = await page.context().newPage();
        await opened.goto(new URL(url, page.url()).href);
        assert.equal(await opened.evaluate(() => window.hacked), undefined);
      });
    }
    await visit(pages.html, {}, async page =>
      assert.equal(await page.locator('h1').textContent(), `<img src=x onerror="window.hacked=1"> '" & report.html`),
    );
  },

  'it can be used with a keyboard and read out': async () => {
    await visit(pages.image, {}, async page => {
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.dataset.part), 'download');
      await page.locator('summary', { hasText: 'Python' }).focus();
      await page.keyboard.press('Enter');
      await page.locator('details[open]').getByText('Save as').waitFor();
      await page.getByRole('img', { name: 'Scan the code' }).waitFor();
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      await page.getByText(/^in \d+ days/).waitFor();
      await page.screenshot({ path: join(directory, 'share-code.png'), fullPage: true });
    });
  },

  'code is copied as it stands': async () => {
    await visit(pages.plain, { permissions: ['clipboard-read', 'clipboard-write'] }, async page => {
      const snippet = page.locator('.snippet').first();
      await snippet.getByRole('button', { name: 'Copy' }).click();
      await snippet.getByRole('button', { name: 'Copied' }).waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.equal(copied, await snippet.locator('pre').textContent());
      assert.match(copied, /^curl --fail --globoff --output 'large\.bin' 'http:/);
    });
  },
};

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
