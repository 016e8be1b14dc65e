// Looks at what strangers named and wrote, shown, framed and opened: node hostile-files.mjs CHROMIUM PAGES. PAGES is JSON with the address of each
// page. Prints a line a case and exits with 1 if one fails.
import assert from 'node:assert/strict';
import { addressIn, part, run, visitor } from './visit.mjs';

const [executablePath, json] = process.argv.slice(2);
const pages = JSON.parse(json);
const { browser, visit } = await visitor(executablePath);

const cases = {
  'nothing of what strangers named or wrote runs': async () => {
    for (const address of [pages.html, pages.svg]) {
      await visit(address, {}, async page => {
        await page.locator('.preview pre').waitFor();
        assert.match(await page.locator('.preview pre').textContent(), /<script>window\.hacked = 1; alert\(1\)<\/script>/);
        assert.equal(await page.evaluate(() => window.hacked), undefined);
        assert.equal(await page.locator('.preview script, h1 img, .preview svg').count(), 0);
        // Even as a document of its own it has no rights on this origin.
        const opened = await page.context().newPage();
        await opened.goto(await addressIn(part(page, 'preview'), 'data-url'));
        assert.equal(await opened.evaluate(() => window.hacked), undefined);
      });
    }
    await visit(pages.html, {}, async page =>
      assert.equal(await page.locator('h1').textContent(), `<img src=x onerror="window.hacked=1"> '" & report.html`),
    );
  },

  'files that are two things at once run nothing, shown, framed or opened': async () => {
    const addresses = Object.entries(pages).filter(([name]) => name.startsWith('payload '));
    assert.ok(addresses.length >= 8);
    for (const [name, address] of addresses) {
      await visit(address, { tolerant: true }, async page => {
        page.on('dialog', dialog => assert.fail(`${name}: ${dialog.message()}`));
        const hacked = async () => {
          for (const frame of page.frames()) {
            assert.equal(await frame.evaluate(() => globalThis.hacked), undefined, name);
          }
        };
        const preview = part(page, 'preview');
        if ((await preview.count()) > 0) {
          await part(page, 'preview-place').locator('*').first().waitFor({ state: 'attached' });
          await page.waitForLoadState('networkidle');
          await hacked();
          if ((await preview.getAttribute('data-kind')) === 'frame') {
            const source = await page.locator('.preview iframe').getAttribute('src');
            assert.notEqual(new URL(source).origin, new URL(page.url()).origin, name);
          }
        }
        const urls = new Set([await addressIn(part(page, 'download'), 'href')]);
        if ((await preview.count()) > 0) {
          urls.add(await addressIn(preview, 'data-url'));
        }
        for (const url of urls) {
          const answer = await page.request.get(url);
          if (new URL(url).origin === new URL(page.url()).origin) {
            assert.equal(answer.headers()['content-security-policy'], 'sandbox', name);
            assert.equal(answer.headers()['x-content-type-options'], 'nosniff', name);
          }
          // A browser that saves the file instead says that it went nowhere.
          const opened = await page.context().newPage();
          await opened.goto(url).catch(error => assert.match(error.message, /Download is starting|ERR_ABORTED/, name));
          assert.equal(await opened.evaluate(() => globalThis.hacked), undefined, name);
        }
        await hacked();
      });
    }
  },
};

await run(browser, cases);
