// Does on share pages what a person does, in a real browser: node share-page.mjs CHROMIUM PAGES. PAGES is JSON with the address of each page.
// Prints a line a case and exits with 1 if one fails.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { sound } from './axe.mjs';
import { picture } from './chromium.mjs';
import { scanned } from './scan.mjs';
import { addressIn, desktop, eachLook, part, phone, run, visitor } from './visit.mjs';

const [executablePath, json] = process.argv.slice(2);
const DAY = 86_400_000;
const pages = JSON.parse(json);
const { browser, visit } = await visitor(executablePath);

async function contentOf(page, action) {
  const [download] = await Promise.all([page.waitForEvent('download'), action()]);
  return readFile(await download.path());
}

async function direct(page) {
  const answer = await page.request.get(await addressIn(part(page, 'download'), 'href'));
  return answer.body();
}

const cases = {
  'it looks well on a desk and on a phone, in light and in dark': async () => {
    await visit(pages.image, { deviceScaleFactor: 2 }, async page => {
      await page.getByRole('button', { name: 'Show the preview' }).click();
      await page.locator('.preview img').evaluate(image => image.decode());
      await eachLook(page, async (size, viewport, colorScheme) => {
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
        // Whoever holds a phone sees at once what it is and how to get it.
        const { y, height } = await part(page, 'download').boundingBox();
        assert.ok(y + height < viewport.height / 2, `the download ends ${y + height} pixels below`);
        await picture(page, `share-${size}-${colorScheme}`, { fullPage: true });
      });
    });
    await visit(pages.early, { deviceScaleFactor: 2, tolerant: true }, page =>
      eachLook(page, (size, _, colorScheme) => picture(page, `early-${size}-${colorScheme}`)),
    );
    await visit(pages.html, { locale: 'zh-CN' }, page =>
      picture(page, 'share-chinese', { fullPage: true }),
    );
  },

  'the time and the downloads that are left go down while one looks': async () => {
    await visit(pages.few, {}, async page => {
      await page.clock.install();
      await page.reload();
      const left = part(page, 'left');
      await left.getByText(/^in (7|6) days/).waitFor();
      await part(page, 'downloads').getByText('5', { exact: true }).waitFor();
      await contentOf(page, () => part(page, 'download').click());
      await page.clock.runFor(5_000);
      await part(page, 'downloads').getByText('4', { exact: true }).waitFor();
      await page.clock.fastForward(3 * DAY);
      await left.getByText(/^in (4|3) days/).waitFor();
      await page.clock.fastForward(5 * DAY);
      await page.locator('[data-part=left].bad').waitFor();
      assert.equal(await part(page, 'download').getAttribute('href'), null);
    });
  },

  'every page is loaded with little': async () => {
    for (const [name, address] of Object.entries({ file: pages.plain, folder: pages.folder, password: pages.secret })) {
      await visit(address, {}, async page => {
        await page.waitForLoadState('load');
        const bytes = await page.evaluate(() => ['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind)).reduce((sum, entry) => sum + entry.encodedBodySize, 0));
        assert.ok(bytes > 0 && bytes < 150_000, `${name}: ${bytes}`);
      });
    }
  },

  'a camera reads the address of the page off its code': async () => {
    for (const colorScheme of ['light', 'dark']) {
      await visit(pages.plain, { colorScheme }, async page => {
        assert.equal(await scanned(page.getByRole('img', { name: 'Scan the code' })), page.url());
      });
    }
  },

  'a film plays in its preview': async () => {
    await visit(pages.film, {}, async page => {
      const film = page.locator('.preview video');
      await film.evaluate(async video => {
        video.muted = true;
        await video.play();
      });
      assert.deepEqual(await film.evaluate(video => [video.videoWidth, video.videoHeight]), [64, 36]);
      await picture(page, 'share-film', { fullPage: true });
    });
  },

  'sound plays in its preview': async () => {
    await visit(pages.sound, {}, async page => {
      await page.locator('.preview audio').evaluate(async sound => {
        sound.muted = true;
        await sound.play();
      });
      assert.equal(await page.locator('.preview audio').evaluate(sound => Math.round(sound.duration)), 1);
      await picture(page, 'share-sound', { fullPage: true });
    });
  },

  'nobody is kept out of any page, as axe judges': async () => {
    for (const [name, address] of Object.entries({ image: pages.image, text: pages.html, folder: pages.folder, password: pages.secret, early: pages.early, gone: `${pages.plain}x` })) {
      await visit(address, { tolerant: true }, async page => {
        await page.getByRole('heading', { level: 1 }).waitFor();
        await eachLook(page, async (size, _, colorScheme) => {
          await sound(page, `${name} (${colorScheme}, ${size})`);
          await picture(page, `share-${name}-${size}-${colorScheme}`, { fullPage: true });
        });
        if (name === 'password') {
          await page.getByLabel('Password').fill('wrong horse');
          await page.getByRole('button', { name: 'Open' }).click();
          await page.getByRole('alert').waitFor();
          await eachLook(page, (size, _, colorScheme) => sound(page, `a wrong password (${colorScheme}, ${size})`));
        }
      });
    }
    await visit(pages.slow, {}, async page => {
      await part(page, 'download').click();
      await page.getByText(/^[1-9]\d* % received$/).waitFor();
      await sound(page, 'a download under way');
    });
  },

  'a password opens the page, without script too, and a wrong one does not': async () => {
    for (const javaScriptEnabled of [true, false]) {
      await visit(pages.secret, { javaScriptEnabled, tolerant: true }, async page => {
        await page.getByLabel('Password').fill('wrong horse');
        await page.getByRole('button', { name: 'Open' }).click();
        await page.getByRole('alert').getByText('That is not the password.').waitFor();
        await picture(page, 'share-password');
        await page.getByLabel('Password').fill('correct horse');
        await page.getByRole('button', { name: 'Open' }).click();
        await page.getByRole('heading', { name: 'large.bin' }).waitFor();
        assert.equal((await contentOf(page, () => part(page, 'download').click())).length, 150_000);
        await page.goto(pages.secret);
        await page.getByRole('heading', { name: 'large.bin' }).waitFor();
      });
    }
  },

  'a folder is looked through, its files and its archive are downloaded': async () => {
    for (const [size, viewport] of Object.entries({ desktop, phone })) {
      await visit(pages.folder, { viewport }, async page => {
        await picture(page, `folder-${size}`, { fullPage: true });
        const file = await contentOf(page, () => page.getByRole('link', { name: '读我 +.txt' }).click());
        assert.equal(file.toString(), 'read me');
        const zip = await contentOf(page, () => page.getByRole('link', { name: 'Download all as ZIP' }).click());
        assert.equal(zip.subarray(0, 2).toString(), 'PK');
        await page.getByRole('link', { name: '2026/' }).click();
        await page.getByRole('link', { name: 'Evening at the lake.bmp' }).waitFor();
      });
    }
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
      await picture(page, 'share-paused');
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

  'a preview of text ends where it should, however much comes': async () => {
    await visit(pages.html, {}, async page => {
      await page.route(/x-oss-signature/, route => route.fulfill({ contentType: 'text/plain', body: 'a'.repeat(1_000_000) }));
      await page.reload();
      await page.locator('.preview pre').waitFor();
      assert.equal((await page.locator('.preview pre').textContent()).length, 65_536);
    });
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
      await picture(page, 'share-code', { fullPage: true });
    });
  },

  'code is copied as it stands': async () => {
    await visit(pages.plain, { permissions: ['clipboard-read', 'clipboard-write'] }, async page => {
      const snippet = page.locator('.snippet').first();
      await snippet.getByRole('button', { name: 'Copy' }).click();
      await snippet.getByRole('button', { name: 'Copied' }).waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.equal(copied, await snippet.locator('pre').textContent());
      assert.match(copied, /^curl --fail --globoff --output "large\.bin" "http:/);
    });
  },
};

await run(browser, cases);
