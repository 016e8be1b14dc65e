// Does on pages that take files in what a person does, in a real browser: node upload-page.mjs CHROMIUM PAGES. PAGES is JSON with the
// address of each page. Prints a line a case and exits with 1 if one fails.
import assert from 'node:assert/strict';
import { sound } from './axe.mjs';
import { picture } from './chromium.mjs';
import { cutter } from './cutter.mjs';
import { eachLook, part, run, visitor } from './visit.mjs';

const [executablePath, json] = process.argv.slice(2);
const pages = JSON.parse(json);
const { browser, visit } = await visitor(executablePath);

const file = (name, mimeType, bytes) => ({ name, mimeType, buffer: Buffer.alloc(bytes, name) });
const row = (page, name) => page.getByRole('listitem').filter({ hasText: name });

const cases = {
  'files are chosen and sent with progress, and one that is refused does not keep the others out': async () => {
    await visit(pages.inbox, { tolerant: true }, async page => {
      await page.getByLabel('Choose files').setInputFiles([
        file('Evening at the lake.jpg', 'image/jpeg', 300_000),
        file('read me \u8bfb\u6211.txt', 'text/plain', 10),
        file('far too large.jpg', 'image/jpeg', 2_000_000),
        file('page.html', 'text/html', 10),
      ]);
      await row(page, 'Evening at the lake.jpg').getByText('Received').waitFor();
      await row(page, 'read me').getByText('Received').waitFor();
      await row(page, 'far too large.jpg').getByText('Too large', { exact: true }).waitFor();
      await row(page, 'page.html').getByText('Not a type that is taken').waitFor();
      await page.getByText('2 of 4 received').waitFor();
      await part(page, 'files-left').getByText('18', { exact: true }).waitFor();
    });
  },

  'a file whose answer was lost is sent again by the browser itself, and counted once': async () => {
    const inbox = new URL(pages.cut);
    const cut = await cutter(inbox, /^PUT \S+kept\.txt /);
    try {
      await visit(new URL(inbox.pathname, cut.address).href, {}, async page => {
        let puts = 0;
        page.on('request', request => (puts += request.method() === 'PUT'));
        await page.getByLabel('Choose files').setInputFiles([file('kept.txt', 'text/plain', 100_000)]);
        await page.getByText('1 of 1 received').waitFor();
        await part(page, 'files-left').getByText('19', { exact: true }).waitFor();
        assert.deepEqual([cut.lost(), puts], [1, 1]);
      });
    } finally {
      cut.close();
    }
  },

  'the number of files that are left is the newest that was told, whatever is late or lost': async () => {
    await visit(pages.late, {}, async page => {
      const asked = [];
      let note;
      await page.route('**/*', route => {
        if (route.request().headers().accept !== 'application/json') {
          return route.continue();
        }
        asked.push(route);
        note();
      });
      const answer = (route, filesLeft) => route.fulfill({ contentType: 'application/json', body: JSON.stringify({ filesLeft }) });
      const send = async (count, name) => {
        const isAsked = new Promise(resolve => (note = resolve));
        await page.getByLabel('Choose files').setInputFiles([file(name, 'text/plain', 10)]);
        await page.getByText(`${count} of ${count} received`).waitFor();
        // The page says so before it asks, and what it asks comes here on a way of its own.
        await isAsked;
      };
      await send(1, 'one.txt');
      await send(2, 'two.txt');
      await send(3, 'three.txt');
      await answer(asked[1], 18);
      await part(page, 'files-left').getByText('18', { exact: true }).waitFor();
      await answer(asked[0], 19);
      await send(4, 'four.txt');
      assert.equal(await part(page, 'files-left').textContent(), '18');
      await answer(asked[3], 16);
      await part(page, 'files-left').getByText('16', { exact: true }).waitFor();
    });
  },

  'files are dropped on the page': async () => {
    await visit(pages.inbox, {}, async page => {
      const dropped = await page.evaluateHandle(() => {
        const data = new DataTransfer();
        data.items.add(new File(['one'], 'dropped.txt', { type: 'text/plain' }));
        data.items.add(new File(['two'], 'dropped.txt', { type: 'text/plain' }));
        return data;
      });
      await page.dispatchEvent('[data-part="drop"]', 'dragover', { dataTransfer: dropped });
      await picture(page, 'upload-drop');
      await page.dispatchEvent('[data-part="drop"]', 'drop', { dataTransfer: dropped });
      await page.getByText('2 of 2 received').waitFor();
    });
  },

  'a file whose connection breaks is tried again, and one that fails for good can be sent anew': async () => {
    await visit(pages.inbox, { tolerant: true }, async page => {
      let failures = 1;
      await page.route(/again\.txt$/, route => (failures-- > 0 ? route.abort('connectionreset') : route.continue()));
      let status = 507;
      await page.route(/full\.txt$/, route =>
        status === 507 ? route.fulfill({ status, contentType: 'application/xml', body: '<Error><Code>InsufficientStorage</Code><Message>There is no room.</Message></Error>' }) : route.continue(),
      );
      await page.getByLabel('Choose files').setInputFiles([file('again.txt', 'text/plain', 10), file('full.txt', 'text/plain', 10)]);
      await row(page, 'again.txt').getByText('Received').waitFor();
      await row(page, 'full.txt').getByText('There is no room.').waitFor();
      status = 200;
      await row(page, 'full.txt').getByRole('button', { name: 'Try again' }).click();
      await row(page, 'full.txt').getByText('Received').waitFor();
    });
  },

  'without script the form sends many files and says what became of each': async () => {
    await visit(pages.inbox, { javaScriptEnabled: false, tolerant: true }, async page => {
      await page.getByLabel('Choose files').setInputFiles([
        file('plain \u00e4 "1".txt', 'text/plain', 100_000),
        file('other.html', 'text/html', 10),
      ]);
      await page.getByRole('button', { name: 'Send' }).click();
      await row(page, 'plain \u00e4').getByText('Received').waitFor();
      await row(page, 'other.html').getByText('Not a type that is taken').waitFor();
      await picture(page, 'upload-plain', { fullPage: true });
    });
  },

  'one file is sent to one key, and a second one is told so': async () => {
    await visit(pages.one, { tolerant: true }, async page => {
      await page.getByRole('heading', { name: 'Send report.pdf' }).waitFor();
      await page.getByLabel('Choose a file').setInputFiles(file('mine.pdf', 'application/pdf', 10));
      await row(page, 'mine.pdf').getByText('Received').waitFor();
      await page.getByLabel('Choose a file').setInputFiles(file('other.pdf', 'application/pdf', 10));
      await row(page, 'other.pdf').getByText('A file was sent already').waitFor();
    });
  },

  'after a password files are taken, with script and without': async () => {
    for (const javaScriptEnabled of [true, false]) {
      await visit(pages.secret, { javaScriptEnabled }, async page => {
        await page.getByLabel('Password').fill('correct horse');
        await page.getByRole('button', { name: 'Open' }).click();
        await page.getByLabel('Choose files').setInputFiles(file('secret.txt', 'text/plain', 10));
        if (!javaScriptEnabled) {
          await page.getByRole('button', { name: 'Send' }).click();
        }
        await row(page, 'secret.txt').getByText('Received').waitFor();
      });
    }
  },

  'a file that was chosen before the script came is sent': async () => {
    await visit(pages.late, {}, async page => {
      let release;
      const held = new Promise(resolve => (release = resolve));
      await page.route(/\/upload\.\w+\.mjs$/, async route => {
        await held;
        await route.continue();
      });
      await page.reload({ waitUntil: 'commit' });
      await page.getByLabel('Choose files').setInputFiles(file('early.txt', 'text/plain', 10));
      release();
      await row(page, 'early.txt').getByText('Received').waitFor();
    });
  },

  'names of files become no markup': async () => {
    const name = `<img src=x onerror="window.hacked=1">.txt`;
    for (const javaScriptEnabled of [true, false]) {
      await visit(pages.inbox, { javaScriptEnabled }, async page => {
        await page.getByLabel('Choose files').setInputFiles(file(name, 'text/plain', 10));
        if (!javaScriptEnabled) {
          await page.getByRole('button', { name: 'Send' }).click();
        }
        await page.getByText('Received', { exact: true }).waitFor();
        assert.equal(await page.locator('main img').count(), 0);
        if (javaScriptEnabled) {
          assert.equal(await page.evaluate(() => window.hacked), undefined);
        }
      });
    }
  },

  'it looks well on a desk and on a phone, in light and in dark': async () => {
    await visit(pages.inbox, { deviceScaleFactor: 2, tolerant: true }, async page => {
      await page.route(/slow\.jpg$/, () => {});
      await page.getByLabel('Choose files').setInputFiles([
        file('Evening at the lake.txt', 'text/plain', 1000),
        file('a long name that somebody gave to a picture of a mountain in the snow.html', 'text/html', 10),
        file('slow.jpg', 'image/jpeg', 500_000),
      ]);
      await row(page, 'Evening at the lake').getByText('Received').waitFor();
      await row(page, 'a long name').getByText('Not a type').waitFor();
      await eachLook(page, async (size, _, colorScheme) => {
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
        await sound(page, `uploads (${colorScheme}, ${size})`);
        await picture(page, `upload-${size}-${colorScheme}`, { fullPage: true });
      });
    });
    for (const [name, address] of [['one file', pages.one], ['a password', pages.secret]]) {
      await visit(address, { tolerant: true }, page => sound(page, name));
    }
    await visit(pages.inbox, { locale: 'zh-CN' }, page =>
      picture(page, 'upload-chinese', { fullPage: true }),
    );
  },
};

await run(browser, cases);
