// Drives a server from a page in a real browser: node browser.mjs v1|v4 path|virtual CHROMIUM PAGE. Prints a line a case and exits with 1 if one
// fails. The page is of another origin and has the browser's build of ali-oss; its own build for Node.js prepares and checks.
// The server and its key come from OSS_ENDPOINT, OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import OSS from 'ali-oss';
import { launch } from './chromium.mjs';
import { formFields } from './form-fields.mjs';

const [version, addressing, executablePath, pageUrl] = process.argv.slice(2);
const origin = new URL(pageUrl).origin;
const bucket = `browser-${randomBytes(4).toString('hex')}`;
const key = '中文 +&%#?/x y.txt';

const settingsOf = name => ({
  accessKeyId: process.env.OSS_ACCESS_KEY_ID,
  accessKeySecret: process.env.OSS_ACCESS_KEY_SECRET,
  endpoint: process.env.OSS_ENDPOINT,
  region: 'oss-cn-hangzhou',
  // Path style; without it the bucket goes before the host name.
  sldEnable: addressing === 'path',
  authorizationV4: version === 'v4',
  bucket: name,
});

const oss = new OSS(settingsOf(bucket));
const sign = (method, name, headers = {}) =>
  version === 'v4'
    ? oss.signatureUrlV4(method, 600, { headers }, name)
    : oss.signatureUrl(name, { method, expires: 600, 'Content-Type': headers['Content-Type'] });
const bucketUrl = () => {
  const url = new URL(process.env.OSS_ENDPOINT);
  return addressing === 'path' ? `${url.origin}/${bucket}` : `${url.protocol}//${bucket}.${url.host}/`;
};
const rule = {
  allowedOrigin: origin,
  allowedMethod: ['GET', 'PUT', 'POST', 'HEAD'],
  allowedHeader: '*',
  exposeHeader: ['ETag', 'x-oss-request-id'],
  maxAgeSeconds: '0',
};

const browser = await launch(executablePath);
const page = await browser.newPage();
await page.goto(pageUrl);
await page.evaluate(settings => (globalThis.oss = new globalThis.OSS(settings)), settingsOf(bucket));

/** What fetch in the page makes of a request: status, text and ETag, or the error that it hides the answer behind. */
const fetchInPage = (url, init) =>
  page.evaluate(
    ([address, options]) =>
      fetch(address, options).then(
        async answer => ({ status: answer.status, text: await answer.text(), etag: answer.headers.get('etag') }),
        error => ({ error: error.message }),
      ),
    [url, init],
  );

const cases = {
  'what the page puts is what it gets': async () => {
    const got = await page.evaluate(async name => {
      await oss.put(name, new Blob(['from the page']), { meta: { owner: 'me' } });
      return new TextDecoder().decode((await oss.get(name)).content);
    }, key);
    assert.equal(got, 'from the page');
    assert.equal((await oss.get(key)).content.toString(), 'from the page');
    assert.deepEqual((await oss.head(key)).meta, { owner: 'me' });
  },
  'the page looks, and lists in both ways': async () => {
    const seen = await page.evaluate(async name => {
      const { status } = await oss.head(name);
      const lists = [await oss.list({ 'max-keys': 10 }), await oss.listV2({ 'max-keys': 10 })];
      return { status, names: lists.map(list => list.objects.map(found => found.name)) };
    }, key);
    assert.deepEqual(seen, { status: 200, names: [[key], [key]] });
  },
  'a file goes up from the page in parts': async () => {
    const size = 350_000;
    const { etag, progress } = await page.evaluate(async length => {
      const file = new File([new Uint8Array(length).map((_, i) => i % 251)], 'file.bin');
      const fractions = [];
      const { etag } = await oss.multipartUpload('in parts', file, {
        partSize: 102_400,
        parallel: 2,
        progress: fraction => fractions.push(fraction),
      });
      return { etag, progress: fractions };
    }, size);
    assert.match(etag, /^"[0-9A-F]{32}-4"$/);
    assert.equal(progress.at(-1), 1);
    assert.deepEqual((await oss.get('in parts')).content, Buffer.from(Uint8Array.from({ length: size }, (_, i) => i % 251)));
  },
  'a missing object is an error that the page can read': async () => {
    const error = await page.evaluate(() => oss.get('missing').catch(({ status, code }) => ({ status, code })));
    assert.deepEqual(error, { status: 404, code: 'NoSuchKey' });
  },
  'a signed url uploads from the page, after a preflight': async () => {
    const headers = { 'Content-Type': 'text/x-poem' };
    const answer = await fetchInPage(await sign('PUT', 'by url', headers), { method: 'PUT', body: 'by url', headers });
    assert.deepEqual([answer.status, answer.text], [200, '']);
    const { content, res } = await oss.get('by url');
    assert.deepEqual([content.toString(), res.headers['content-type'], res.headers.etag], ['by url', 'text/x-poem', answer.etag]);
  },
  'a signed url downloads to the page': async () => {
    const { status, text } = await fetchInPage(await sign('GET', 'by url'));
    assert.deepEqual([status, text], [200, 'by url']);
  },
  'a refusal can be read by the page, too': async () => {
    const { status, text } = await fetchInPage(`${await sign('GET', 'by url')}&acl`);
    assert.equal(status, 403);
    assert.match(text, /SignatureDoesNotMatch/);
  },
  'a method that no rule allows is never sent': async () => {
    const { error } = await fetchInPage(await sign('DELETE', 'by url'), { method: 'DELETE' });
    assert.match(error, /fetch/);
    assert.ok(await page.evaluate(() => oss.delete('by url').then(() => false, () => true)));
    assert.equal((await oss.head('by url')).status, 200);
  },
  'a page that no rule allows neither puts nor reads': async () => {
    await oss.putBucketCORS(bucket, [{ ...rule, allowedOrigin: 'https://elsewhere.example' }]);
    assert.ok(await page.evaluate(() => oss.put('refused', new Blob(['x'])).then(() => false, () => true)));
    // What the browser got when it was allowed to, it may show again.
    assert.match((await fetchInPage(await sign('GET', 'by url'), { cache: 'no-store' })).error, /fetch/);
    await oss.putBucketCORS(bucket, [rule]);
    await assert.rejects(oss.head('refused'), { status: 404 });
  },
  'a form uploads a file and leads on to the next page': async () => {
    const redirect = `${origin}/done`;
    const conditions = [['content-length-range', 1, 1000], ['starts-with', '$key', 'up/'], { success_action_redirect: redirect }];
    const fields = {
      key: 'up/${filename}',
      ...formFields(oss, version, conditions),
      success_action_redirect: redirect,
      'x-oss-meta-who': 'me',
    };
    const form = await browser.newPage();
    await form.goto(pageUrl);
    await form.evaluate(
      ([action, hidden]) => {
        const made = Object.assign(document.createElement('form'), { action, method: 'post', enctype: 'multipart/form-data' });
        const input = values => made.append(Object.assign(document.createElement('input'), values));
        Object.entries(hidden).forEach(([name, value]) => input({ type: 'hidden', name, value }));
        input({ type: 'file', name: 'file' });
        input({ type: 'submit', name: 'submit', value: 'Upload' });
        document.body.append(made);
      },
      [bucketUrl(), fields],
    );
    await form.setInputFiles('input[type=file]', { name: '文.txt', mimeType: 'text/x-poem', buffer: Buffer.from('content') });
    await Promise.all([form.waitForURL(url => url.href.startsWith(redirect)), form.click('input[type=submit]')]);
    const { content, res } = await oss.get('up/文.txt');
    assert.deepEqual(
      [content.toString(), res.headers['content-type'], res.headers['x-oss-meta-who']],
      ['content', 'text/x-poem', 'me'],
    );
    assert.deepEqual(Object.fromEntries(new URL(form.url()).searchParams), {
      bucket,
      key: 'up/文.txt',
      etag: res.headers.etag,
    });
  },
};

await oss.putBucket(bucket);
await oss.putBucketCORS(bucket, [rule]);
let failed = 0;
for (const [name, run] of Object.entries(cases)) {
  try {
    await run();
    console.log(`ok - ${name}`);
  } catch (error) {
    failed++;
    console.log(`not ok - ${name}\n${error.stack}`);
  }
}
await browser.close();
process.exit(failed === 0 ? 0 : 1);
