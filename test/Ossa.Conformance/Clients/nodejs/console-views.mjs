// Uses the views of the console by which somebody looks after a server, in a real browser: node console-views.mjs CHROMIUM SCENE. SCENE is as that of
// console.mjs.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sound } from './axe.mjs';
import { ask, askAdmin, button, desktop, dialog, heading, person, phone, saved, show } from './console-person.mjs';

const [executablePath, json] = process.argv.slice(2);
const scene = JSON.parse(json);
const { expect, open, picture, run, signIn } = await person(executablePath, scene);

const bucket = 'console-views';
const again = 'console-again';
const page = await open();

/** Takes pictures of a view on a desk and on a phone, in light and in dark. */
async function pictures(name, fullPage = true) {
  for (const [size, viewport, colorScheme] of [['desktop', desktop, 'light'], ['phone', phone, 'dark']]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await picture(page, `${name}-${size}-${colorScheme}`, { fullPage });
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(beyond <= 0, `${name} is ${beyond} pixels too wide on a ${size}`);
  }
  await page.setViewportSize(desktop);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Waits until what an action asks of an address is done. */
const done = (part, action) => Promise.all([page.waitForResponse(answer => answer.request().method() !== 'GET' && answer.url().includes(part) && answer.ok()), action()]);

/** One section of the settings of a bucket. */
const settingsOf = name => page.locator('section', { has: page.getByRole('heading', { level: 2, name, exact: true }) });

/** Saves one section of them. */
const save = name => done(`${bucket}?`, () => button(settingsOf(name), 'Save').click());

/** Waits for a notice of a kind, and closes it. */
const closeNotice = kind => page.locator(`.notice.${kind}`).getByRole('button', { name: 'Close' }).click();

async function signedUrl(key) {
  const answer = await page.evaluate(
    body => fetch('/-/console/url', { method: 'POST', body, headers: { 'X-Ossa-Console': '1', 'Content-Type': 'application/json' } }).then(a => a.json()),
    JSON.stringify({ bucket, key, seconds: 3600 }),
  );
  return answer.url;
}

/** What can be pressed on the page but is not reached with the Tab key, or shows no sign that it is. */
async function unreached() {
  await page.evaluate(() => document.activeElement.blur());
  const all = await page.evaluate(() => {
    const shown = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(node => node.checkVisibility() && !node.disabled);
    shown.forEach((node, index) => (node.dataset.number = index));
    return shown.length;
  });
  const reached = new Set();
  for (let i = 0; i < all + 20; i++) {
    await page.keyboard.press('Tab');
    const number = await page.evaluate(() => {
      const node = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(node);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 ? node.dataset.number : undefined;
    });
    reached.add(number);
  }
  return page.evaluate(reached => [...document.querySelectorAll('[data-number]')].filter(node => !reached.includes(node.dataset.number)).map(node => node.outerHTML.slice(0, 200)), [...reached]);
}

const cases = {
  'a URL that was changed on its way is explained, and one that was not': async () => {
    await signIn(page);
    await ask(page, 'PUT', bucket);
    await ask(page, 'PUT', `${bucket}/key=report.txt`, 'text');
    const url = await signedUrl('report.txt');
    await page.getByRole('link', { name: 'Explain' }).click();
    const subject = page.getByLabel('Signed URL or id of a request');
    await subject.fill(`${url}&utm_source=mail`);
    await button(page, 'Explain').click();
    await page.getByRole('heading', { name: /^SignatureDoesNotMatch/ }).waitFor();
    const causes = page.locator('.causes li');
    assert.equal(await causes.count(), 12);
    assert.deepEqual(await page.locator('.causes li.bad b').allTextContents(), ['Changed parameters']);
    const differing = page.locator('tr.differs');
    assert.equal(await differing.count(), 1);
    assert.equal(await differing.locator('mark').textContent(), 'utm_source=mail');
    await page.getByText('What to do:').waitFor();
    await pictures('explain');

    const other = await open({ locale: 'zh-CN' });
    await signIn(other);
    await show(other, 'explain', `${url}&utm_source=mail`);
    await other.locator('form button[type=submit]').click();
    await other.locator('.outcome p', { hasText: '如果没有参数 utm_source，则签名正确' }).waitFor();
    await other.locator('.outcome .fix', { hasText: '“utm_source”是在签名之后添加的' }).waitFor();
    await other.locator('dt', { hasText: '签名时间' }).waitFor();
    await picture(other, 'explain-chinese', { fullPage: true });

    await show(other, 'object', bucket, 'report.txt');
    await button(other, '分享').click();
    await dialog(other).getByText('名称、限制和密码').click();
    await dialog(other).getByLabel('最大速度').fill('101');
    await button(dialog(other), '分享').click();
    await dialog(other).getByText(/^参数无效。（A link cannot have this: BytesPerSecond must be from 30720 .*）$/).waitFor();
    await picture(other, 'refusal-chinese');
    await show(other, 'objects', 'no-such-bucket');
    await other.getByText('存储空间不存在。（The specified bucket does not exist.）').waitFor();
    expect(/40[04]/);
    await other.context().close();

    await subject.fill(url);
    await button(page, 'Explain').click();
    await page.getByRole('heading', { name: 'Nothing is wrong' }).waitFor();
    assert.equal(await page.locator('.causes li.good').count(), 12);
  },

  'a request is explained by its id, and what is no URL is refused': async () => {
    const stranger = await page.request.get(new URL(`/${bucket}/report.txt`, page.url()).href);
    assert.equal(stranger.status(), 403);
    const id = stranger.headers()['x-oss-request-id'];
    await page.getByLabel('Signed URL or id of a request').fill(` ${id}\n`);
    await button(page, 'Explain').click();
    await page.getByRole('heading', { name: /^AccessDenied/ }).waitFor();
    assert.deepEqual(await page.locator('.causes li.bad b').allTextContents(), ['Permission']);
    await picture(page, 'explain-request');
    await page.getByLabel('Signed URL or id of a request').fill('no url');
    await button(page, 'Explain').click();
    await page.getByText('That is no http or https URL.').waitFor();
    expect(/400/);
  },

  'the use of a link is drawn over time, and told in a table': async () => {
    const made = JSON.parse((await askAdmin(page, 'POST', `links?bucket=${bucket}&key=report.txt&validity=1d&name=For%20Ben`)).text);
    for (let i = 0; i < 3; i++) {
      assert.equal(await (await page.request.get(made.url)).text(), 'text');
    }
    assert.equal((await page.request.get(`${made.url}x`)).status(), 403);
    await page.getByRole('link', { name: 'Links' }).click();
    await page.getByRole('row', { name: 'For Ben' }).getByRole('button', { name: 'Show' }).click();
    const drawing = dialog(page).getByRole('img', { name: 'Requests' });
    await drawing.waitFor();
    assert.match(await drawing.locator('desc').textContent(), /^Answered: 3\./);
    await dialog(page).getByText('As a table').first().click();
    assert.equal(await dialog(page).locator('.chart').first().locator('tbody tr').last().locator('td').first().textContent(), '3');
    await pictures('link-use', false);
    await dialog(page).getByText('The last requests').click();
    const requests = dialog(page).getByRole('region', { name: 'The last requests' }).locator('tbody tr');
    await requests.first().getByText('GetObject').waitFor();
    await requests.first().getByText('report.txt').waitFor();
    assert.equal(await requests.count(), 3);
    await sound(page, 'the use of a link');
    await page.keyboard.press('Escape');
    // What is refused is told with the reason.
    await askAdmin(page, 'DELETE', `links?id=${made.link.id}`);
    assert.equal((await page.request.get(made.url)).status(), 403);
    await page.reload();
    await page.getByRole('row', { name: 'For Ben' }).getByRole('button', { name: 'Show' }).click();
    await dialog(page).getByText('The last requests').click();
    await requests.first().getByText('The link was revoked by its owner.').waitFor();
    await requests.last().scrollIntoViewIfNeeded();
    await pictures('link-log', false);
    await page.keyboard.press('Escape');
  },

  'lifecycle rules are added, edited and deleted, and a wrong one is refused with the reason': async () => {
    await show(page, 'settings', bucket);
    await button(page, 'New rule').click();
    await dialog(page).getByLabel('Keys that begin with').fill('logs/');
    await dialog(page).getByLabel('Delete after (days)').fill('10');
    await dialog(page).getByLabel('To IA after (days)').fill('30');
    await button(dialog(page), 'Save').click();
    await dialog(page).getByRole('alert').getByText(/./).waitFor();
    await picture(page, 'lifecycle-refused');
    await dialog(page).getByLabel('Delete after (days)').fill('90');
    await dialog(page).getByLabel('Give up unfinished uploads').fill('7');
    await dialog(page).getByLabel('Name of the rule').fill('logs & more');
    await button(dialog(page), 'Save').click();
    const rule = page.getByRole('row', { name: 'logs/' });
    await rule.getByText('deleted after 90 days').waitFor();
    await rule.getByText('to IA after 30 days').waitFor();
    await button(page, 'Edit: logs & more').click();
    await dialog(page).getByLabel('The rule acts').uncheck();
    await dialog(page).getByLabel('To IA after (days)').fill('');
    await button(dialog(page), 'Save').click();
    await rule.getByText('disabled').waitFor();
    assert.equal(await rule.getByText('to IA').count(), 0);

    // A rule that says more than the fields can is kept as it is.
    const tagged = '<Rule><ID>tagged</ID><Prefix>t/</Prefix><Status>Enabled</Status><Tag><Key>a</Key><Value>b</Value></Tag><Expiration><Days>5</Days></Expiration></Rule>';
    const { text } = await ask(page, 'GET', `${bucket}?lifecycle`);
    assert.equal((await ask(page, 'PUT', `${bucket}?lifecycle`, text.replace('</LifecycleConfiguration>', `${tagged}</LifecycleConfiguration>`))).status, 200);
    await button(page, 'Delete: logs & more').click();
    await button(dialog(page), 'Delete').click();
    await dialog(page).getByRole('alert').getByText('Somebody else has changed the rules').waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    await button(page, 'Delete: logs & more').click();
    await button(dialog(page), 'Delete').click();
    await page.getByRole('row', { name: 'logs/' }).waitFor({ state: 'detached' });
    await button(page, 'Edit: tagged').click();
    await dialog(page).getByLabel('The rule in XML').fill(tagged.replace('<Days>5', '<Days>6'));
    await button(dialog(page), 'Save').click();
    await page.getByRole('row', { name: 't/' }).getByText('deleted after 6 days').waitFor();
    assert.match((await ask(page, 'GET', `${bucket}?lifecycle`)).text, /<Tag><Key>a<.Key>/);
    expect(/40[04]/);
  },

  'pages that may use a bucket, and its website, are set': async () => {
    await page.getByLabel('Allowed pages').fill('https://a.example/*\nhttps://b.example/?x=<&>');
    await page.getByLabel('Denied pages').fill('https://a.example/secret/*');
    await page.getByLabel('Also requests that name no page').uncheck();
    await save('Referer');
    await page.getByLabel('Page of a folder').fill('index.html');
    await page.getByLabel('Each folder has a page of its own').check();
    await page.getByLabel('Page for what is not there').fill('404.html');
    await save('Website');
    await page.reload();
    await heading(page, 'Settings').waitFor();
    assert.equal(await page.getByLabel('Allowed pages').inputValue(), 'https://a.example/*\nhttps://b.example/?x=<&>');
    assert.equal(await page.getByLabel('Denied pages').inputValue(), 'https://a.example/secret/*');
    assert.equal(await page.getByLabel('Also requests that name no page').isChecked(), false);
    assert.equal(await page.getByLabel('Page of a folder').inputValue(), 'index.html');
    assert.equal(await page.getByLabel('Each folder has a page of its own').isChecked(), true);
    await pictures('settings-all');
    await page.getByLabel('Page of a folder').fill('a/b.html');
    await button(settingsOf('Website'), 'Save').click();
    await closeNotice('bad');
    await page.getByLabel('Page of a folder').fill('');
    await page.getByLabel('Page for what is not there').fill('');
    await save('Website');
    assert.equal((await ask(page, 'GET', `${bucket}?website`)).status, 404);
    expect(/40[04]/);
  },

  'what is written into a bucket is encrypted, and requests for it are logged, as is set': async () => {
    await ask(page, 'PUT', `${bucket}-log`);
    await page.getByRole('heading', { name: 'Encryption on the disk' }).waitFor();
    assert.equal(await page.getByLabel('Name of the key').isVisible(), false);
    const encryption = page.getByLabel('Encryption on the disk');
    await encryption.selectOption('KMS');
    await page.getByLabel('Name of the key').fill('no/such key');
    await button(settingsOf('Encryption on the disk'), 'Save').click();
    await closeNotice('bad');
    await page.getByLabel('Name of the key').fill('');
    await save('Encryption on the disk');
    assert.match((await ask(page, 'GET', `${bucket}?encryption`)).text, /<SSEAlgorithm>KMS</);
    await page.getByLabel('Bucket for the log').fill('no-such-bucket');
    await page.getByLabel('Names begin with').fill('logs/');
    await button(settingsOf('Log of requests'), 'Save').click();
    await closeNotice('bad');
    await page.getByLabel('Bucket for the log').fill(`${bucket}-log`);
    await save('Log of requests');
    await page.reload();
    await heading(page, 'Settings').waitFor();
    assert.equal(await encryption.inputValue(), 'KMS');
    assert.equal(await page.getByLabel('Name of the key').isVisible(), true);
    assert.equal(await page.getByLabel('Bucket for the log').inputValue(), `${bucket}-log`);
    assert.equal(await page.getByLabel('Names begin with').inputValue(), 'logs/');
    await pictures('settings-encryption');
    await encryption.selectOption('none');
    await save('Encryption on the disk');
    assert.equal((await ask(page, 'GET', `${bucket}?encryption`)).status, 404);
    await page.getByLabel('Bucket for the log').fill('');
    await save('Log of requests');
    assert.doesNotMatch((await ask(page, 'GET', `${bucket}?logging`)).text, /LoggingEnabled/);
    expect(/40[04]/);
  },

  'a retention policy is made, taken back, made again, locked by its name, and extended': async () => {
    const kept = `${bucket}-kept`;
    const state = async () => (await ask(page, 'GET', `${kept}?worm`)).text;
    const retention = settingsOf('Retention');
    const create = async days => {
      await button(retention, 'New retention policy').click();
      await dialog(page).getByLabel('Days of protection').fill(days);
      await button(dialog(page), 'Save').click();
      await retention.getByText('protects, not locked').waitFor();
    };
    await ask(page, 'PUT', kept);
    await show(page, 'settings', kept);
    await create('30');
    await button(retention, 'Take the policy back').click();
    await button(dialog(page), 'Take back').click();
    await button(retention, 'New retention policy').waitFor();
    assert.equal((await ask(page, 'GET', `${kept}?worm`)).status, 404);
    await create('1');
    await pictures('retention');
    await button(retention, 'Lock the policy').click();
    await dialog(page).getByLabel(`Type ${kept}`).fill(bucket);
    await button(dialog(page), 'Lock').click();
    await dialog(page).getByRole('alert').getByText('That is not the name').waitFor();
    await sound(page, 'the lock of a policy');
    assert.match(await state(), /<State>InProgress</);
    await dialog(page).getByLabel(`Type ${kept}`).fill(kept);
    await picture(page, 'retention-lock');
    await button(dialog(page), 'Lock').click();
    await retention.getByText('locked', { exact: true }).waitFor();
    assert.equal(await button(retention, 'Take the policy back').count(), 0);
    await ask(page, 'PUT', `${kept}/key=minutes.txt`, 'minutes');
    assert.equal((await ask(page, 'DELETE', `${kept}/key=minutes.txt`)).status, 409);
    await button(retention, 'Protect for longer').click();
    // Fewer days cannot even be sent.
    await dialog(page).getByLabel('Days of protection').fill('1');
    assert.equal(await dialog(page).locator('form').evaluate(form => form.checkValidity()), false);
    await dialog(page).getByLabel('Days of protection').fill('365');
    await button(dialog(page), 'Save').click();
    await retention.getByText('365', { exact: true }).waitFor();
    assert.match(await state(), /<State>Locked<.*<RetentionPeriodInDays>365</s);
    expect(/40[49]/);
  },

  'a domain is added, one that is not proven is told how to be, and one is taken out': async () => {
    await show(page, 'settings', bucket);
    const domains = settingsOf('Domains');
    const add = async name => {
      await button(domains, 'New domain').click();
      await dialog(page).getByLabel('Domain').fill(name);
      await button(dialog(page), 'Add').click();
    };
    await add('img.ours.test');
    await domains.getByRole('row', { name: 'img.ours.test' }).waitFor();
    // No name server knows a domain below "invalid".
    await add('img.example.invalid');
    await dialog(page).getByText('Show that the domain is yours').waitFor();
    const [record, value] = await dialog(page).locator('.snippet pre').allTextContents();
    assert.equal(record, '_dnsauth.img.example.invalid');
    assert.match(value, /^[0-9a-f]{32}$/i);
    await sound(page, 'the proof of a domain');
    await picture(page, 'domain-proof');
    await button(dialog(page), 'Check and add').click();
    await dialog(page).getByRole('alert').getByText(/./).waitFor();
    await page.keyboard.press('Escape');
    // The token that was made counts still.
    await add('img.example.invalid');
    await dialog(page).getByText(value).waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    await domains.getByRole('row', { name: 'img.ours.test' }).waitFor();
    assert.equal(await domains.locator('tbody tr').count(), 1);
    await pictures('domains');
    await button(page, 'Take out: img.ours.test').click();
    await button(dialog(page), 'Take out').click();
    await domains.locator('tbody').waitFor({ state: 'detached' });
    assert.doesNotMatch((await ask(page, 'GET', `${bucket}?cname`)).text, /<Cname>/);
    expect(/40[34]/);
  },

  'groups, roles and policies are made, tied together, edited and deleted': async () => {
    const tabs = page.getByRole('navigation', { name: 'Users, groups, roles and policies' });
    await askAdmin(page, 'POST', 'users?name=ana');
    await page.getByRole('link', { name: 'Users' }).click();
    await tabs.getByRole('link', { name: 'Policies' }).click();
    await button(page, 'New policy').click();
    await dialog(page).getByLabel('Name').fill('read-reports');
    await dialog(page).getByLabel('Policy in JSON').fill('{"Version": "1", ');
    await dialog(page).getByText('This is no JSON yet').waitFor();
    await dialog(page).getByLabel('Policy in JSON').fill('{"Version": "1", "Statement": [{"Effect": "Perhaps", "Action": "oss:GetObject", "Resource": "*"}]}');
    await button(dialog(page), 'Create').click();
    await dialog(page).getByRole('alert').getByText(/Perhaps|Effect/).waitFor();
    await picture(page, 'policy-refused');
    await dialog(page).getByLabel('Policy in JSON').fill('{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "oss:GetObject", "Resource": "*"}]}');
    await button(dialog(page), 'Create').click();
    await heading(page, 'read-reports').waitFor();
    await page.getByLabel('Policy in JSON').fill('{"Version": "1", "Statement": []}');
    await button(page, 'Save').click();
    await page.getByRole('alert').getByText(/Statement/).waitFor();
    await page.getByLabel('Policy in JSON').fill('{"Version":"1","Statement":[{"Effect":"Allow","Action":["oss:GetObject","oss:ListObjects"],"Resource":"*"}]}');
    await button(page, 'Put in order').click();
    await done('policies', () => button(page, 'Save').click());
    assert.match((await askAdmin(page, 'GET', 'policy?name=read-reports')).text, /oss:ListObjects/);
    await pictures('policy');
    expect(/400/);

    await page.getByRole('link', { name: 'Users' }).click();
    await tabs.getByRole('link', { name: 'Groups' }).click();
    await page.getByText('There are no groups yet').waitFor();
    await button(page, 'New group').click();
    await dialog(page).getByLabel('Name').fill('staff');
    await button(dialog(page), 'Create').click();
    await heading(page, 'staff').waitFor();
    await page.getByLabel('User', { exact: true }).selectOption('ana');
    await button(page, 'Add').click();
    await button(page, 'Take out: ana').waitFor();
    await page.getByLabel('Policy').selectOption('read-reports');
    await button(page, 'Attach').click();
    await button(page, 'Take away: read-reports').waitFor();
    await pictures('group');
    await page.getByRole('link', { name: 'ana' }).click();
    await button(page, 'Take out: staff').click();
    await page.getByText('It is in no group.').waitFor();
    await show(page, 'groups');
    await page.getByRole('row', { name: 'staff' }).getByText('read-reports').waitFor();
    await pictures('groups');

    await tabs.getByRole('link', { name: 'Roles' }).click();
    await button(page, 'New role').click();
    await dialog(page).getByLabel('Name').fill('reader');
    await dialog(page).getByLabel('Description').fill('Reads for a while');
    await dialog(page).getByLabel('Longest session').selectOption('7200');
    await button(dialog(page), 'Create').click();
    await heading(page, 'reader').waitFor();
    await page.getByText('Reads for a while').waitFor();
    await page.getByLabel('Policy', { exact: true }).selectOption('read-reports');
    await button(page, 'Attach').click();
    await button(page, 'Take away: read-reports').waitFor();
    await page.getByLabel('Trust policy in JSON').fill('{}');
    await button(page, 'Save').click();
    await page.getByRole('alert').getByText(/./).waitFor();
    await pictures('role');
    await button(page, 'Take away: read-reports').click();
    await button(page, 'Take away: read-reports').waitFor({ state: 'detached' });
    await button(page, 'Delete the role').click();
    await button(dialog(page), 'Delete').click();
    await page.getByText('There are no roles yet.').waitFor();
    await show(page, 'group', 'staff');
    await button(page, 'Take away: read-reports').click();
    await button(page, 'Take away: read-reports').waitFor({ state: 'detached' });
    await button(page, 'Delete the group').click();
    await button(dialog(page), 'Delete').click();
    await page.getByText('There are no groups yet').waitFor();
    await show(page, 'policy', 'read-reports');
    await button(page, 'Delete the policy').click();
    await button(dialog(page), 'Delete').click();
    await page.getByRole('row', { name: 'AliyunOSSReadOnlyAccess' }).waitFor();
    await page.getByRole('link', { name: 'read-reports' }).waitFor({ state: 'detached' });
    await show(page, 'policy', 'AliyunOSSReadOnlyAccess');
    assert.equal(await page.getByLabel('Policy in JSON').isEditable(), false);
    assert.equal(await button(page, 'Delete the policy').isVisible(), false);
    await show(page, 'policies');
    await pictures('policies');
    expect(/40[049]/);
  },

  'on a phone a notice hides neither an upload nor the end of the page': async () => {
    const gap = (above, below) => below.y - (above.y + above.height);
    await page.setViewportSize(phone);
    await show(page, 'objects', bucket, '');
    await page.locator('.head input[type=file]').setInputFiles({ name: 'small.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
    await page.locator('.upload[data-state=done]').waitFor();
    await show(page, 'settings', bucket);
    await page.getByLabel('Page of a folder').fill('a/b.html');
    await button(settingsOf('Website'), 'Save').click();
    await page.locator('.notice.bad').last().waitFor();
    const [notices, upload] = await Promise.all(['.notices', '.uploads'].map(part => page.locator(part).boundingBox()));
    assert.ok(gap(notices, upload) >= 0, JSON.stringify([notices, upload]));
    assert.ok(upload.y + upload.height <= phone.height);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const [last, corner] = await Promise.all(['main.view section >> nth=-1', '.corner'].map(part => page.locator(part).boundingBox()));
    assert.ok(gap(last, corner) >= 0, JSON.stringify([last, corner]));
    await picture(page, 'notices-phone');
    await page.locator('.notice.bad').last().getByRole('button', { name: 'Close' }).click();
    await button(page, 'Hide what is done').click();
    await page.setViewportSize(desktop);
    expect(/40[04]/);
  },

  'the server tells how it is, what it stores and what it was asked for': async () => {
    await ask(page, 'PUT', `${bucket}/key=large.bin`, 'x'.repeat(300_000));
    await page.getByRole('link', { name: 'Server' }).click();
    await page.getByRole('heading', { name: 'The server is well.' }).waitFor();
    await page.getByRole('row', { name: bucket }).getByText('293 KiB').waitFor();
    await page.getByText(/in all buckets, .* free on the disk/).waitFor();
    for (const [name, pattern] of [['Requests', /^Answered: [1-9].*Refused: [1-9]/], ['Bytes', /^Sent: .*Received: /]]) {
      assert.match(await page.getByRole('img', { name }).locator('desc').textContent(), pattern);
    }
    assert.equal(await page.locator('.chart').first().locator('tbody tr').count(), 24);
    await pictures('health');
  },

  'an upload goes on after the page was loaded anew, with the parts that are missing': async () => {
    const [path, other, gone] = ['again.bin', 'other.bin', 'gone.bin'].map(name => join(scene.files, name));
    // Two parts.
    const content = randomBytes(10 * 1024 * 1024);
    await writeFile(path, content);
    await writeFile(gone, content);
    await writeFile(other, 'other');
    await ask(page, 'PUT', again);
    await show(page, 'objects', again, '');
    // The later part waits on the way until the pause has come.
    const later = /partNumber=2/;
    await page.route(later, () => {});
    await Promise.all([page.waitForResponse(/partNumber=1/), page.locator('.head input[type=file]').setInputFiles(path)]);
    await button(page, 'Pause').click();
    await page.getByText(/^Paused at/).waitFor();
    await page.unroute(later);
    await page.reload();
    await page.getByText('The page was loaded anew.').waitFor();
    await pictures('upload-again', false);
    const input = page.locator('.upload input[type=file]');
    await input.setInputFiles(other);
    await page.getByText('That is another file; again.bin with 10 MiB').waitFor();
    const sent = [];
    page.on('request', request => request.method() === 'PUT' && sent.push(new URL(request.url()).searchParams.get('partNumber')));
    await input.setInputFiles(path);
    await page.getByText('Uploaded and checked: 10 MiB').waitFor();
    assert.deepEqual(sent, ['2']);
    await page.getByRole('link', { name: 'again.bin' }).waitFor();
    const { content: got } = await saved(page, () => page.getByRole('row', { name: 'again.bin' }).getByRole('button', { name: 'Download' }).click());
    assert.ok(got.equals(content));
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);

    // Giving up leaves nothing, neither here nor there.
    await page.route(later, () => {});
    await page.locator('.head input[type=file]').setInputFiles(gone);
    await page.waitForFunction(() => document.querySelector('.upload[data-state=running] progress')?.value > 0.5);
    await button(page, 'Pause').click();
    await page.unroute(later);
    await page.reload();
    await button(page, 'Cancel').click();
    await page.locator('.upload').waitFor({ state: 'detached' });
    await page.waitForFunction(
      bucket => fetch(`/-/console/api/oss/${bucket}?uploads`, { headers: { 'X-Ossa-Console': '1' } }).then(a => a.text()).then(text => !text.includes('<Upload>')),
      again,
    );
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  },

  'no page has a serious fault of accessibility': async () => {
    await ask(page, 'PUT', `${again}/key=notes.txt`, 'text');
    const made = JSON.parse((await askAdmin(page, 'POST', `links?bucket=${again}&key=notes.txt&validity=1d&name=For%20Ann`)).text);
    await askAdmin(page, 'POST', 'groups?name=readers');
    const { arn } = await page.evaluate(() => fetch('/-/console/session', { headers: { 'X-Ossa-Console': '1' } }).then(answer => answer.json()));
    const trust = encodeURIComponent(JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Principal: { RAM: arn }, Action: 'sts:AssumeRole' }] }));
    assert.equal((await askAdmin(page, 'POST', `roles?name=worker&description=-&max-session=3600&document=${trust}`)).status, 200);
    const views = [
      ['buckets'], ['objects', again, ''], ['object', again, 'notes.txt'], ['settings', bucket], ['links'], ['users'], ['user', 'ana'], ['groups'], ['group', 'readers'],
      ['roles'], ['role', 'worker'], ['policies'], ['policy', 'AliyunOSSReadOnlyAccess'], ['audit'], ['explain'], ['health'],
    ];
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      for (const parts of views) {
        await show(page, ...parts);
        await sound(page, `${parts[0]} (${colorScheme})`);
      }
    }
    await page.setViewportSize(phone);
    for (const parts of [['objects', again, ''], ['audit'], ['health']]) {
      await show(page, ...parts);
      await sound(page, `${parts[0]} on a phone`);
    }
    await page.setViewportSize(desktop);
    // Dialogs, and the pages of somebody who signs in and of somebody who was given a link.
    await show(page, 'links');
    await page.getByRole('row', { name: 'For Ann' }).getByRole('button', { name: 'Show' }).click();
    await dialog(page).waitFor();
    await sound(page, 'a link');
    await page.keyboard.press('Escape');
    await show(page, 'settings', again);
    await button(page, 'New rule').click();
    await sound(page, 'a rule');
    await page.keyboard.press('Escape');
    const stranger = await open();
    for (const address of [scene.address, made.page]) {
      for (const colorScheme of ['light', 'dark']) {
        await stranger.emulateMedia({ colorScheme });
        await stranger.goto(address);
        await stranger.locator('h1').waitFor();
        await sound(stranger, address);
      }
    }
    await stranger.context().close();
    expect(/404/);
  },

  'everything is reached with a keyboard, focus is seen, and dialogs keep it and give it back': async () => {
    for (const parts of [['objects', again, ''], ['settings', again], ['group', 'readers'], ['policies'], ['explain'], ['health']]) {
      await show(page, ...parts);
      assert.deepEqual(await unreached(), [], parts[0]);
    }
    expect(/404/);
    await show(page, 'policies');
    const opener = button(page, 'New policy');
    await opener.focus();
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    // Once around, and once back; the browser's own bar comes between the last and the first.
    for (const key of [...Array(12).fill('Tab'), ...Array(12).fill('Shift+Tab')]) {
      await page.keyboard.press(key);
      assert.equal(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null), true);
    }
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    assert.equal(await opener.evaluate(node => document.activeElement === node), true);
  },
};

await run(page, cases);
