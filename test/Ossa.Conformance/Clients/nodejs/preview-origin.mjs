// Looks at previews of hostile files on a server whose buckets have hosts of their own: node preview-origin.mjs CHROMIUM PAGES. PAGES is JSON
// with the address of each page on the service host. Prints a line a case and exits with 1 if one fails.
import assert from 'node:assert/strict';
import { picture } from './chromium.mjs';
import { part, run, visitor } from './visit.mjs';

const [executablePath, json] = process.argv.slice(2);
const pages = JSON.parse(json);
const { browser, visit } = await visitor(executablePath);
const bucketOrigin = address => new URL(address).origin.replace('//', '//share-pages.');

const cases = {
  'a document is shown from the host of its bucket and from nowhere else': async () => {
    const address = pages['Letter.pdf'];
    await visit(address, { tolerant: true }, async page => {
      await page.waitForLoadState('networkidle');
      // What the first visit has kept would be asked for anew on a condition, and the answer to that has no type.
      await (await page.context().newCDPSession(page)).send('Network.clearBrowserCache');
      const [shown, whole] = await Promise.all([
        page.waitForResponse(answer => new URL(answer.url()).origin === bucketOrigin(address)),
        page.reload(),
        // The browser's own viewer opens, which it does for nothing that is sandboxed or not a document.
        page.waitForEvent('framenavigated', frame => frame.url().startsWith('chrome-extension:')),
      ]);
      await page.locator('.preview iframe').waitFor({ state: 'attached' });
      const source = new URL(await page.locator('.preview iframe').getAttribute('src'));
      assert.equal(source.origin, bucketOrigin(address));
      assert.ok(whole.headers()['content-security-policy'].includes(`frame-src ${source.origin};`));
      assert.equal(shown.status(), 200);
      assert.equal((await shown.allHeaders())['content-type'], 'application/pdf');
      await page.waitForLoadState('networkidle');
      await picture(page, 'share-pdf', { fullPage: true });
    });
  },

  'no preview of a page, a drawing or a script runs anything': async () => {
    for (const [name, address] of Object.entries(pages)) {
      await visit(address, { tolerant: true }, async page => {
        page.on('dialog', dialog => assert.fail(`${name}: ${dialog.message()}`));
        if ((await part(page, 'preview').count()) > 0) {
          await part(page, 'preview-place').locator('*').first().waitFor({ state: 'attached' });
          await page.waitForLoadState('networkidle');
        }
        for (const frame of page.frames()) {
          assert.equal(await frame.evaluate(() => globalThis.hacked), undefined, name);
        }
        assert.equal(await page.locator('.preview :is(script, svg, object, embed)').count(), 0, name);
      });
    }
  },

  'what runs on the host of its bucket reads nothing of the page': async () => {
    const address = pages['page.html'];
    await visit(address, { tolerant: true }, async page => {
      const direct = new URL(await part(page, 'preview').getAttribute('data-url'), page.url());
      const path = direct.pathname.slice('/share-pages'.length) + direct.search;
      const opened = await page.context().newPage();
      // This host is the file's own, so here it is a page that may do as it likes: with itself.
      opened.on('dialog', dialog => dialog.dismiss());
      await opened.goto(bucketOrigin(address) + path);
      assert.equal(await opened.evaluate(() => globalThis.hacked), 1);
      const read = other => fetch(other, { credentials: 'include' }).then(answer => answer.text(), () => 'refused');
      assert.equal(await opened.evaluate(read, address), 'refused');
      await opened.evaluate(other => document.body.append(Object.assign(document.createElement('iframe'), { src: other })), address);
      // The frame begins empty, with a document that the page may read, and loses it to what it loads.
      await opened.waitForFunction(() => document.querySelector('iframe').contentDocument === null);
      assert.equal(await page.evaluate(() => globalThis.hacked), undefined);
    });
  },
};

await run(browser, cases);
