// Does in the console what a person does, in a real browser: node console.mjs CHROMIUM SCENE. SCENE is JSON with the address of the console, an access
// key and a directory for files. The cases build on each other. Prints a line a case and exits with 1 if one fails.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ask, button, desktop, dialog, file, heading, person, phone, saved, show } from './console-person.mjs';
import { scanned } from './scan.mjs';

const [executablePath, json] = process.argv.slice(2);
const scene = JSON.parse(json);
const { expect, open, picture, run, signIn } = await person(executablePath, scene);

const bucket = 'console-tests';
const lastPart = /partNumber=3/;
// Playwright has the browser tell it the body of each request, in JSON: bytes in plenty would take minutes.
const large = randomBytes(18 * 1024 * 1024);
const hostile = [
  '..',
  'a/../b.txt',
  'x//y.txt',
  '%2F%2e%2e',
  `<img src=x onerror="window.hacked=1"> '" & .html`,
  'javascript:alert(1)',
  '读我 + 100% \u202egnp.exe',
  'line\nbreak\ttab',
  'k'.repeat(1023),
];

/** What turns the direction of text around is spelled out. */
const shown = key => key.replace('\u202e', '‹U+202E›');

const page = await open();
let link;

const cases = {
  'a wrong secret is refused, the right one opens the console': async () => {
    await page.goto(scene.address);
    await page.locator('input[name=id]').fill(scene.id);
    await page.locator('input[name=secret]').fill('wrong');
    await button(page, 'Sign in').click();
    await page.getByRole('alert').getByText('The access key id or its secret is wrong').waitFor();
    expect(/403/);
    await picture(page, 'sign-in');
    await signIn(page);
    await heading(page, 'Buckets').waitFor();
    await page.getByText('There are no buckets yet').waitFor();
    const kept = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
    assert.deepEqual(kept, ['', 0, 0]);
  },

  'a bucket is made, and keeps versions where that is wanted': async () => {
    await button(page, 'New bucket').click();
    await dialog(page).getByLabel('Name').fill(bucket);
    await dialog(page).getByLabel('Keep older versions').check();
    await button(dialog(page), 'Create').click();
    await heading(page, bucket).waitFor();
    await page.getByText('There is nothing here yet').waitFor();
  },

  'files are chosen and dropped, and one is not replaced unawares': async () => {
    await page.locator('input[type=file]').setInputFiles([file('notes.txt', Buffer.from('first'), 'text/plain')]);
    await page.getByText('Uploaded and checked').waitFor();
    await page.getByRole('link', { name: 'notes.txt' }).waitFor();
    await page.locator('.drop-zone').evaluate(zone => {
      const dropped = new DataTransfer();
      dropped.items.add(new File(['dropped'], 'dropped.txt', { type: 'text/plain' }));
      zone.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
    });
    await page.getByRole('link', { name: 'dropped.txt' }).waitFor();
    // Where versions are kept, nothing is lost.
    await page.locator('input[type=file]').setInputFiles([file('notes.txt', Buffer.from('second'), 'text/plain')]);
    await page.locator('.upload[data-state=done]').nth(2).waitFor();
    const { name, content } = await saved(page, () => page.getByRole('row', { name: 'notes.txt' }).getByRole('button', { name: 'Download' }).click());
    assert.deepEqual([name, content.toString()], ['notes.txt', 'second']);

    await ask(page, 'PUT', 'console-plain');
    await ask(page, 'PUT', 'console-plain/key=notes.txt', 'mine');
    await show(page, 'objects', 'console-plain', '');
    await page.locator('input[type=file]').setInputFiles([file('notes.txt', Buffer.from('other'), 'text/plain')]);
    await page.getByText('There is an object of this name already').waitFor();
    expect(/409/);
    await button(page, 'Replace').click();
    await page.locator('.upload[data-state=done]').nth(3).waitFor();
    await button(page, 'Hide what is done').click();
    await show(page, 'objects', bucket, '');
  },

  'a large file is uploaded with a pause, and downloaded as it was': async () => {
    // The last part waits on the way until the pause has come.
    await page.route(lastPart, () => {});
    // A file of that size is too large to be handed over in a message.
    const path = join(scene.files, 'large.bin');
    await writeFile(path, large);
    const others = [/partNumber=1/, /partNumber=2/].map(part => page.waitForResponse(part));
    await Promise.all([...others, page.locator('input[type=file]').setInputFiles(path)]);
    await button(page, 'Pause').click();
    await page.getByText(/^Paused at/).waitFor();
    await picture(page, 'paused');
    await page.unroute(lastPart);
    // A server that has too much to do says so, and is asked again later; not twice, where somebody pauses before that.
    const busy = route => route.fulfill({ status: 503, headers: { 'Retry-After': '2' } });
    expect(/503/);
    await page.route(lastPart, busy);
    await Promise.all([page.waitForResponse(lastPart), button(page, 'Go on').click()]);
    await button(page, 'Pause').click();
    await page.unroute(lastPart);
    const sent = [];
    page.on('request', request => sent.push(...new URL(request.url()).searchParams.getAll('partNumber')));
    await page.route(lastPart, busy, { times: 1 });
    await button(page, 'Go on').click();
    await page.getByText('Uploaded and checked: 18 MiB').waitFor();
    assert.deepEqual(sent, ['3', '3']);
    await button(page, 'Hide what is done').click();
    await page.getByRole('link', { name: 'large.bin' }).click();
    await heading(page, 'large.bin').waitFor();
    const { content } = await saved(page, () => button(page, 'Download').first().click());
    assert.ok(content.equals(large));
  },

  'an object is looked at, and its versions': async () => {
    await ask(page, 'PUT', `${bucket}/key=tagged.txt`, 'x', { 'x-oss-meta-maker': 'Ana', 'x-oss-tagging': 'stage=draft' });
    await show(page, 'object', bucket, 'tagged.txt');
    for (const text of ['maker', 'Ana', 'stage', 'draft']) {
      await page.getByText(text, { exact: true }).waitFor();
    }
    await page.getByLabel('Access control list').selectOption('private');
    await page.getByText('The access control list was changed.').waitFor();
    await show(page, 'object', bucket, 'notes.txt');
    assert.equal(await page.locator('section table tbody tr').count(), 2);
    const { content } = await saved(page, () => page.locator('section table').getByRole('button', { name: 'Download' }).last().click());
    assert.equal(content.toString(), 'first');
  },

  'a link is made, used by somebody else, seen in use, taken back and refused': async () => {
    await show(page, 'object', bucket, 'large.bin');
    await button(page, 'Share').click();
    await page.getByText('Your key may give this').waitFor();
    await dialog(page).getByLabel('How long it holds').fill('10');
    await dialog(page).getByText('7 days, until').waitFor();
    await dialog(page).getByText('Name, limits and password').click();
    await dialog(page).getByLabel('What you call it').fill('For Ben');
    await dialog(page).getByLabel('Downloads at most').fill('3');
    await dialog(page).getByLabel('Data at most, in MiB').fill('500.5');
    await dialog(page).getByLabel('Speed at most, in MiB/s').fill('99.5');
    await dialog(page).getByLabel('Saved under the name').fill('größe.bin');
    await picture(page, 'share');
    await button(dialog(page), 'Share').click();
    await page.getByText('The link was made').waitFor();
    const code = await scanned(dialog(page).getByRole('img', { name: 'QR code' }));
    await picture(page, 'shared');
    const texts = await dialog(page).locator('.snippet pre.wrapped').allTextContents();
    const [address, url, curl] = texts;
    assert.ok(curl.includes(url));
    assert.equal(code, address);
    await page.keyboard.press('Escape');

    const stranger = await open();
    await stranger.goto(address);
    const { name, content } = await saved(stranger, () => stranger.locator('[data-part=download]').click());
    assert.equal(name, 'größe.bin');
    assert.ok(content.equals(large));

    link = new URL(url).searchParams.get('x-oss-credential').split('/')[0];
    await page.getByRole('link', { name: 'Links' }).click();
    await page.getByRole('row', { name: 'For Ben' }).getByText('1 of 3 downloads').last().waitFor();
    await picture(page, 'links');
    await page.getByRole('row', { name: 'For Ben' }).getByRole('button', { name: 'Show' }).click();
    await dialog(page).getByText('501 MiB', { exact: true }).waitFor();
    await dialog(page).getByText('99.5 MiB a second').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: 'For Ben' }).locator('summary').click();
    await picture(page, 'menu');
    await button(page, 'Take back').click();
    await button(dialog(page), 'Take back').click();
    await page.getByText('The link was taken back.').waitFor();
    await stranger.goto(address);
    await stranger.getByText('Its owner has taken the link back.').waitFor();
    expect(/403/);
    await stranger.context().close();
  },

  'a link holds longer than a signature can, and a signed URL does not': async () => {
    await show(page, 'object', bucket, 'large.bin');
    await button(page, 'Share').click();
    await dialog(page).getByLabel('How long it holds').fill('15');
    await dialog(page).getByText('366 days, until').waitFor();
    await dialog(page).getByText('Your key may give this for 7 days;').waitFor();
    await dialog(page).getByText('A signed URL', { exact: true }).click();
    await dialog(page).getByText('7 days, until').waitFor();
    await page.getByText('Your key may give this, until').waitFor();
    await dialog(page).getByText('A link', { exact: true }).click();
    await dialog(page).getByLabel('How long it holds').fill('12');
    await button(dialog(page), 'Share').click();
    await page.getByText('The link was made').waitFor();
    const address = await dialog(page).locator('.snippet pre.wrapped').first().textContent();
    await page.keyboard.press('Escape');
    const stranger = await open();
    await stranger.goto(address);
    await stranger.getByText('in 29 days').waitFor();
    await stranger.context().close();
    await page.getByRole('link', { name: 'Links' }).click();
    const row = page.getByRole('row', { name: 'large.bin' }).first();
    await row.locator('summary').click();
    await button(row, 'Extend').click();
    await dialog(page).getByLabel('How long it holds').selectOption('90 days');
    await button(dialog(page), 'Extend').click();
    await page.getByText('The link was extended.').waitFor();
  },

  'a whole bucket is shared as a folder is': async () => {
    await show(page, 'objects', bucket);
    await page.setViewportSize(phone);
    const rows = await Promise.all(['Share the bucket', 'Receive files'].map(async name => (await button(page, name).boundingBox()).y));
    assert.equal(rows[0], rows[1], 'the buttons do not stand side by side on a phone');
    await page.setViewportSize(desktop);
    await button(page, 'Share the bucket').click();
    await dialog(page).getByRole('heading', { name: `Share ${bucket}` }).waitFor();
    await button(dialog(page), 'Share').click();
    await page.getByText('The link was made').waitFor();
    const address = await dialog(page).locator('.snippet pre.wrapped').first().textContent();
    await page.keyboard.press('Escape');
    const stranger = await open();
    await stranger.goto(address);
    await heading(stranger, bucket).waitFor();
    await stranger.getByRole('link', { name: 'large.bin' }).waitFor();
    await stranger.context().close();
    await page.getByRole('link', { name: 'Links' }).click();
    await page.getByRole('row', { name: bucket }).first().getByText(`oss://${bucket}/`, { exact: true }).waitFor();
  },

  'a browser saves or shows what a link gives, as was chosen': async () => {
    for (const [choice, disposition] of [['save it', 'attachment'], ['show it', 'inline'], ['do as the object says', undefined]]) {
      await show(page, 'object', bucket, 'large.bin');
      await button(page, 'Share').click();
      await dialog(page).getByText('Name, limits and password').click();
      await dialog(page).getByLabel('What a browser is to do').selectOption(choice);
      assert.equal(await dialog(page).getByLabel('Saved under the name').isDisabled(), disposition === 'inline');
      await button(dialog(page), 'Share').click();
      await page.getByText('The link was made').waitFor();
      const url = await dialog(page).locator('.snippet pre.wrapped').nth(1).textContent();
      assert.equal((await page.request.get(url)).headers()['content-disposition'], disposition);
      await page.keyboard.press('Escape');
    }
  },

  'files are received by a link, only as many and of such kinds as it says': async () => {
    await ask(page, 'PUT', `${bucket}/key=inbox%2Fmine.txt`, 'mine');
    await show(page, 'objects', bucket, 'inbox/');
    await button(page, 'Receive files').click();
    await dialog(page).getByText('Name, limits and password').click();
    await dialog(page).getByLabel('What you call it').fill('From Cid');
    await dialog(page).getByLabel('Files at most').fill('2');
    await dialog(page).getByLabel('Size of a file at most, in MiB').fill('0.5');
    await dialog(page).getByLabel('Types of files').fill('text/plain, image/*');
    await picture(page, 'receive');
    await button(dialog(page), 'Share').click();
    await page.getByText('The link was made').waitFor();
    const address = await dialog(page).locator('.snippet pre.wrapped').first().textContent();
    await page.keyboard.press('Escape');

    const stranger = await open();
    await stranger.goto(address);
    await stranger.getByLabel('Choose files').setInputFiles([
      file('from cid.txt', Buffer.from('hello'), 'text/plain'),
      file('page.html', Buffer.from('<p>'), 'text/html'),
      file('large.txt', Buffer.alloc(600_000, 'x'), 'text/plain'),
    ]);
    await stranger.getByText('1 of 3 received').waitFor();
    expect(/40/);
    await stranger.context().close();

    await page.getByRole('link', { name: 'Links' }).click();
    await page.getByRole('row', { name: 'From Cid' }).getByRole('button', { name: 'Show' }).click();
    for (const text of ['text/plain, image/*', '512 KiB']) {
      await dialog(page).getByText(text, { exact: true }).waitFor();
    }
    await page.keyboard.press('Escape');
    await show(page, 'objects', bucket, 'inbox/');
    assert.equal(await page.locator('table.objects tbody tr').count(), 2);
  },

  'the audit log tells all of it': async () => {
    await show(page, 'audit', link);
    const rows = page.locator('table.audit tbody tr');
    await rows.filter({ hasText: 'GetObject' }).filter({ hasText: '200' }).first().waitFor();
    await rows.filter({ hasText: 'SharePage' }).filter({ hasText: '403' }).first().waitFor();
    await picture(page, 'audit');
    await page.getByLabel('User, key or link').fill('');
    await page.getByLabel('Bucket').fill('-');
    await button(page, 'Show').click();
    await rows.filter({ hasText: 'ConsoleSignIn' }).filter({ hasText: 'AccessDenied' }).waitFor();
    await rows.filter({ hasText: 'AdminRevokeLink' }).waitFor();
    await page.getByLabel('Only what was denied').check();
    await button(page, 'Show').click();
    await rows.filter({ hasText: 'AdminRevokeLink' }).waitFor({ state: 'detached' });
  },

  'a signed URL is made, and what its owner may not give is told before': async () => {
    await show(page, 'object', bucket, 'notes.txt');
    await button(page, 'Share').click();
    await dialog(page).getByLabel('A signed URL').check();
    await button(dialog(page), 'Share').click();
    const url = await dialog(page).locator('.snippet pre.wrapped').first().textContent();
    assert.equal(await (await page.request.get(url)).text(), 'second');
    await page.keyboard.press('Escape');
  },

  'a user is made, may do what its policies let it, and no more once its key is disabled': async () => {
    await page.getByRole('link', { name: 'Users' }).click();
    await button(page, 'New user').click();
    await dialog(page).getByLabel('Name').fill('ana');
    await button(dialog(page), 'Create').click();
    await heading(page, 'ana').waitFor();
    await button(page, 'New access key').click();
    await dialog(page).getByText('The secret is shown this once').waitFor();
    const [id, secret] = await dialog(page).locator('.snippet pre').allTextContents();
    await page.keyboard.press('Escape');
    await page.getByText('may sign', { exact: true }).waitFor();
    await page.getByLabel('Policy').selectOption('AliyunOSSReadOnlyAccess');
    await button(page, 'Attach').click();
    await button(page, 'Take away: AliyunOSSReadOnlyAccess').waitFor();
    await picture(page, 'user');

    const ana = await open();
    await signIn(ana, id, secret);
    await ana.getByRole('link', { name: bucket }).waitFor();
    assert.deepEqual(await ana.locator('nav a[data-view]').allTextContents(), ['Buckets', 'Links']);
    await show(ana, 'object', bucket, 'notes.txt');
    await button(ana, 'Delete').first().click();
    await button(dialog(ana), 'Delete').click();
    await dialog(ana).getByRole('alert').getByText(/./).waitFor();
    await ana.keyboard.press('Escape');
    await button(page, 'Disable').click();
    await page.getByText('disabled', { exact: true }).waitFor();
    await ana.getByRole('link', { name: 'Links' }).click();
    await ana.getByText('Your session has ended').waitFor();
    await ana.context().close();
    expect(/40[13]/);
    await show(page, 'users');
    await page.getByRole('row', { name: 'ana' }).getByText('AliyunOSSReadOnlyAccess').waitFor();
    await picture(page, 'users');
  },

  'the settings of a bucket are changed, and a policy that is none is refused with the reason': async () => {
    await show(page, 'objects', bucket, '');
    await page.getByRole('link', { name: 'Settings' }).click();
    await heading(page, 'Settings').waitFor();
    const part = name => page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) });
    const save = async name => {
      await button(part(name), 'Save').click();
      await page.getByText('Saved.', { exact: true }).first().waitFor();
      await page.locator('.notice').first().getByRole('button', { name: 'Close' }).click();
    };
    await page.getByLabel('Access control list').selectOption('public-read');
    await save('Access control list');
    await page.getByLabel('Versions').selectOption('Suspended');
    await save('Versions');
    await page.getByLabel('Pages of other origins').selectOption('read');
    await page.getByLabel('Their origins').fill('https://a.test, https://b.test');
    await save('Pages of other origins');
    await page.getByLabel('Policy').fill('{"Version":"1","Statement":[{"Effect":"Maybe"}]}');
    await button(part('Policy'), 'Save').click();
    await page.locator('.notice.bad').waitFor();
    await page.locator('.notice.bad').getByRole('button', { name: 'Close' }).click();
    const policy = { Version: '1', Statement: [{ Effect: 'Deny', Action: ['oss:GetObject'], Principal: ['*'], Resource: [`acs:oss:*:*:${bucket}/never/*`] }] };
    await page.getByLabel('Policy').fill(JSON.stringify(policy));
    await save('Policy');
    await picture(page, 'settings');
    expect(/40[04]/);
    await page.reload();
    await heading(page, 'Settings').waitFor();
    assert.equal(await page.getByLabel('Access control list').inputValue(), 'public-read');
    assert.equal(await page.getByLabel('Versions').inputValue(), 'Suspended');
    assert.equal(await page.getByLabel('Their origins').inputValue(), 'https://a.test, https://b.test');
    assert.deepEqual(JSON.parse(await page.getByLabel('Policy').inputValue()), policy);
    await page.getByLabel('Access control list').selectOption('private');
    await save('Access control list');
    await page.getByLabel('Versions').selectOption('Enabled');
    await save('Versions');
    // The bucket has neither lifecycle rules nor a website.
    expect(/404/);
  },

  'no name that a stranger chose does anything in any view': async () => {
    for (const key of hostile) {
      const written = await ask(page, 'PUT', `${bucket}/key=${encodeURIComponent(key)}`, key, { 'x-oss-meta-name': '<b>bold</b>' });
      assert.equal(written.status, 200, key);
    }
    await show(page, 'objects', bucket, '');
    await page.getByRole('link', { name: '..', exact: true }).waitFor();
    for (const key of hostile) {
      const folders = key.split('/').slice(0, -1).map((_, index, all) => `${all.slice(0, index + 1).join('/')}/`);
      for (const folder of folders) {
        await show(page, 'objects', bucket, folder);
        await heading(page, folder.split('/').at(-2) || '/').waitFor();
      }
      await show(page, 'object', bucket, key);
      await page.getByText(`oss://${bucket}/${shown(key)}`, { exact: true }).first().waitFor();
      await page.getByText('<b>bold</b>', { exact: true }).waitFor();
      // A browser takes a segment of two dots away, whatever is done; such a key is only for programs.
      if (key !== '..') {
        const { content } = await saved(page, () => button(page, 'Download').first().click());
        assert.equal(content.toString(), key);
      }
      await button(page, 'Share').click();
      await button(dialog(page), 'Share').click();
      await page.getByText('The link was made').waitFor();
      await page.keyboard.press('Escape');
    }
    for (const view of ['links', 'audit']) {
      await show(page, view);
      await page.getByText('onerror').first().waitFor();
    }
    const found = await page.evaluate(() => [window.hacked, document.querySelectorAll('#console img, #console b b').length]);
    assert.deepEqual(found, [undefined, 0]);
    await show(page, 'objects', bucket, '');
    await picture(page, 'hostile');
  },

  'a beginning is searched for, and what is chosen is deleted': async () => {
    await page.getByRole('searchbox').fill('java');
    await page.getByRole('link', { name: 'notes.txt' }).waitFor({ state: 'detached' });
    await page.getByLabel('Choose javascript:alert(1)').check();
    await button(page, 'Delete (1)').click();
    await button(dialog(page), 'Delete').click();
    await page.getByText('Objects deleted: 1').waitFor();
    await page.getByRole('link', { name: 'javascript:alert(1)' }).waitFor({ state: 'detached' });
  },

  'a folder of more than a page is gone through': async () => {
    const keys = Array.from({ length: 130 }, (_, index) => `many/${String(index).padStart(3, '0')}.txt`);
    for (const key of keys) {
      await ask(page, 'PUT', `${bucket}/key=${encodeURIComponent(key)}`, 'x');
    }
    await show(page, 'objects', bucket, 'many/');
    await page.getByRole('link', { name: '099.txt' }).waitFor();
    await button(page, 'More').click();
    await page.getByRole('link', { name: '129.txt' }).waitFor();
    assert.equal(await button(page, 'More').isVisible(), false);
  },

  'it is used with a keyboard alone': async () => {
    await show(page, 'buckets');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'New bucket');
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.closest('dialog') !== null), true);
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'New bucket');
    await page.reload();
    await heading(page, 'Buckets').waitFor();
    await page.getByRole('link', { name: bucket }).focus();
    await page.keyboard.press('Enter');
    await heading(page, bucket).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
    assert.equal(await page.title(), `${bucket} · Ossa`);
    const unnamed = await page.evaluate(() =>
      [...document.querySelectorAll('button, a, input:not([hidden]), select, summary')]
        .filter(node => !(node.ariaLabel || node.textContent.trim() || node.labels?.length))
        .map(node => node.outerHTML),
    );
    assert.deepEqual(unnamed, []);
  },

  'it looks well on a desk and on a phone, in light and in dark, in English and in Chinese': async () => {
    for (const [size, viewport] of Object.entries({ desktop, phone })) {
      for (const [colorScheme, locale] of [['light', 'en-US'], ['dark', 'zh-CN']]) {
        const other = await open({ viewport, colorScheme, locale });
        await signIn(other);
        for (const parts of [['buckets'], ['objects', bucket, ''], ['object', bucket, 'notes.txt'], ['settings', bucket], ['links'], ['users'], ['user', 'ana'], ['audit']]) {
          await show(other, ...parts);
          await other.locator('main.view h1').waitFor();
          await picture(other, `${parts[0]}-${size}-${colorScheme}`);
          const beyond = await other.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(beyond <= 0, `${parts[0]} is ${beyond} pixels too wide on a ${size}`);
        }
        expect(/404/);
        assert.equal(await other.evaluate(() => document.documentElement.lang), locale === 'zh-CN' ? 'zh-CN' : 'en');
        await other.context().close();
      }
    }
  },

  'a bucket with something in it stays, an empty one goes': async () => {
    await ask(page, 'PUT', 'console-empty');
    await show(page, 'buckets');
    await page.reload();
    await button(page, 'Delete: console-empty').click();
    await dialog(page).getByLabel('Type console-empty').fill('console-empty');
    await button(dialog(page), 'Delete').click();
    await page.getByText('The bucket console-empty was deleted.').waitFor();
    await button(page, `Delete: ${bucket}`).click();
    await dialog(page).getByLabel(`Type ${bucket}`).fill(bucket);
    await button(dialog(page), 'Delete').click();
    await dialog(page).getByRole('alert').getByText('The bucket has objects').waitFor();
    expect(/409/);
    await page.keyboard.press('Escape');
  },

  'a session that ended elsewhere, and signing out, lead back to the beginning': async () => {
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Links' }).click();
    await page.getByText('Your session has ended').waitFor();
    expect(/401/);
    await signIn(page);
    await show(page, 'objects', bucket, '');
    await page.locator('input[type=file]').setInputFiles([file('last.txt', Buffer.from('last'), 'text/plain')]);
    await page.getByText('Uploaded and checked').waitFor();
    await page.context().setOffline(true);
    await button(page, 'Sign out').click();
    await page.locator('.notice.bad').getByText('The server could not be reached').waitFor();
    await page.context().setOffline(false);
    expect(/ERR_INTERNET_DISCONNECTED/);
    await button(page, 'Sign out').click();
    await heading(page, 'Sign in to the console').waitFor();
    assert.equal(await page.locator('.uploads').isVisible(), false);
    assert.equal(await page.locator('.upload').count(), 0);
    assert.deepEqual(await page.context().cookies(), []);
    await page.goBack();
    await heading(page, 'Sign in to the console').waitFor();
  },
};

await run(page, cases);
