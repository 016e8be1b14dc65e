// Drives a server with the official SDK ali-oss: node ali-oss.mjs v1|v4 path|virtual GROUP. Prints a line a case and exits with 1 if one fails.
// The server and its key come from OSS_ENDPOINT, OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import OSS from 'ali-oss';

const [version, addressing, group] = process.argv.slice(2);
const bucket = `ali-oss-${group}-${randomBytes(4).toString('hex')}`;
// The SDK's HTTP library resolves ".." in paths, so no key here has it.
const oddKeys = ['plain', '中文 +&%#?/x y.txt', "q'()*~!$@,;=", '%2e%2e', '😀'];

const connect = (settings = {}) =>
  new OSS({
    accessKeyId: process.env.OSS_ACCESS_KEY_ID,
    accessKeySecret: process.env.OSS_ACCESS_KEY_SECRET,
    endpoint: process.env.OSS_ENDPOINT,
    region: 'oss-cn-hangzhou',
    // Path style; without it the bucket goes before the host name.
    sldEnable: addressing === 'path',
    authorizationV4: version === 'v4',
    bucket,
    ...settings,
  });

const oss = connect();
const sign = (method, key, headers = {}, queries = {}) =>
  version === 'v4'
    ? oss.signatureUrlV4(method, 600, { headers, queries }, key)
    : oss.signatureUrl(key, { method, expires: 600, 'Content-Type': headers['Content-Type'], subResource: queries });

const fails = async (promise, status, code) => {
  await assert.rejects(promise, error => {
    assert.deepEqual([error.status, error.code], [status, code]);
    return true;
  });
};

const groups = {
  buckets: {
    'a bucket tells about itself': async () => {
      const { bucket: info } = await oss.getBucketInfo(bucket);
      assert.equal(info.Name, bucket);
      assert.equal(info.AccessControlList.Grant, 'private');
      assert.equal((await oss.getBucketLocation(bucket)).location, 'oss-cn-hangzhou');
    },
    'it is listed': async () => {
      const { buckets } = await oss.listBuckets({ prefix: bucket });
      assert.deepEqual(buckets.map(found => found.name), [bucket]);
    },
    'its list can be changed': async () => {
      await oss.putBucketACL(bucket, 'public-read');
      assert.equal((await oss.getBucketACL(bucket)).acl, 'public-read');
    },
    'rules for other origins can be set, read and deleted': async () => {
      const rule = { allowedOrigin: '*', allowedMethod: 'GET', allowedHeader: '*', exposeHeader: 'ETag', maxAgeSeconds: '30' };
      await oss.putBucketCORS(bucket, [rule]);
      assert.deepEqual((await oss.getBucketCORS(bucket)).rules, [rule]);
      await oss.deleteBucketCORS(bucket);
      await fails(oss.getBucketCORS(bucket), 404, 'NoSuchCORSConfiguration');
    },
    'it is kept while it holds something': async () => {
      await oss.put('k', Buffer.from('x'));
      await fails(oss.deleteBucket(bucket), 409, 'BucketNotEmpty');
      await oss.delete('k');
    },
  },
  objects: {
    'what is put is what is got': async () => {
      for (const key of oddKeys) {
        const body = randomBytes(1000);
        await oss.put(key, body);
        assert.deepEqual((await oss.get(key)).content, body, key);
      }
    },
    'streams go both ways': async () => {
      const chunks = Array.from({ length: 50 }, () => randomBytes(20_000));
      await oss.putStream('stream', Readable.from(chunks));
      const received = [];
      for await (const chunk of (await oss.getStream('stream')).stream) received.push(chunk);
      assert.deepEqual(Buffer.concat(received), Buffer.concat(chunks));
    },
    'metadata comes back': async () => {
      await oss.put('meta', Buffer.from('x'), { meta: { owner: 'me' }, mime: 'text/x-poem', headers: { 'Cache-Control': 'no-cache' } });
      const { meta, res } = await oss.head('meta');
      assert.deepEqual(meta, { owner: 'me' });
      assert.equal(res.headers['content-type'], 'text/x-poem');
      assert.equal(res.headers['cache-control'], 'no-cache');
      assert.equal((await oss.getObjectMeta('meta')).res.headers['content-length'], '1');
    },
    'metadata is replaced': async () => {
      await oss.put('meta', Buffer.from('x'), { meta: { owner: 'me' } });
      await oss.putMeta('meta', { owner: 'you', since: '2026' });
      assert.deepEqual((await oss.head('meta')).meta, { owner: 'you', since: '2026' });
    },
    'ranges and conditions are kept': async () => {
      await oss.put('digits', Buffer.from('0123456789'));
      const part = await oss.get('digits', { headers: { Range: 'bytes=2-4' } });
      assert.deepEqual([part.res.status, part.content.toString()], [206, '234']);
      const { etag } = (await oss.head('digits')).res.headers;
      assert.equal((await oss.head('digits', { headers: { 'If-None-Match': etag } })).status, 304);
      await fails(oss.get('digits', { headers: { 'If-Match': '"other"' } }), 412, 'PreconditionFailed');
      await fails(oss.put('digits', Buffer.from('x'), { headers: { 'x-oss-forbid-overwrite': 'true' } }), 409, 'FileAlreadyExists');
    },
    'a damaged body is refused': async () => {
      const headers = { 'Content-MD5': Buffer.alloc(16).toString('base64') };
      await fails(oss.put('damaged', Buffer.from('x'), { headers }), 400, 'InvalidDigest');
      await fails(oss.head('damaged'), 404, 'NoSuchKey');
    },
    'a copy is a copy': async () => {
      for (const key of oddKeys) {
        await oss.put(key, Buffer.from(key));
        await oss.copy(`copy of ${key}`, key);
        assert.equal((await oss.get(`copy of ${key}`)).content.toString(), key);
      }
    },
    'an object list can be changed': async () => {
      await oss.put('acl', Buffer.from('x'));
      assert.equal((await oss.getACL('acl')).acl, 'default');
      await oss.putACL('acl', 'public-read');
      assert.equal((await oss.getACL('acl')).acl, 'public-read');
    },
    'objects are deleted, alone and together': async () => {
      for (const key of ['d1', 'd2', 'd&3']) await oss.put(key, Buffer.from('x'));
      await oss.delete('d1');
      const { deleted } = await oss.deleteMulti(['d2', 'd&3', 'never']);
      assert.deepEqual(deleted.map(entry => entry.Key).sort(), ['d&3', 'd2', 'never']);
      for (const key of ['d1', 'd2', 'd&3']) await fails(oss.head(key), 404, 'NoSuchKey');
      assert.deepEqual((await oss.deleteMulti(['d1'], { quiet: true })).deleted ?? [], []);
    },
  },
  listings: {
    'all keys are listed': async () => {
      for (const key of [...oddKeys, 'folder/1', 'folder/2']) await oss.put(key, Buffer.from('x'));
      const { objects } = await oss.list({ 'max-keys': 100 });
      assert.deepEqual(objects.map(found => found.name).sort(), [...oddKeys, 'folder/1', 'folder/2'].sort());
    },
    'folders are rolled up': async () => {
      const { prefixes } = await oss.list({ delimiter: '/', prefix: 'fol' });
      assert.deepEqual(prefixes, ['folder/']);
    },
    'pages join by marker': async () => {
      const keys = [];
      let marker;
      do {
        const page = await oss.list({ 'max-keys': 2, ...(marker ? { marker } : {}) });
        keys.push(...page.objects.map(found => found.name));
        marker = page.nextMarker;
      } while (marker);
      assert.deepEqual([...keys].sort(), [...oddKeys, 'folder/1', 'folder/2'].sort());
    },
    'pages join by token': async () => {
      const keys = [];
      let token;
      do {
        const page = await oss.listV2({ 'max-keys': 3, ...(token ? { 'continuation-token': token } : {}) });
        keys.push(...page.objects.map(found => found.name));
        token = page.nextContinuationToken;
      } while (token);
      assert.deepEqual([...keys].sort(), [...oddKeys, 'folder/1', 'folder/2'].sort());
    },
  },
  urls: {
    'a signed url downloads': async () => {
      for (const key of oddKeys) {
        await oss.put(key, Buffer.from(key));
        const answer = await fetch(await sign('GET', key));
        assert.equal(answer.status, 200, key);
        assert.equal(await answer.text(), key);
      }
    },
    'a signed url uploads': async () => {
      const headers = { 'Content-Type': 'text/plain' };
      const answer = await fetch(await sign('PUT', 'up', headers), { method: 'PUT', body: 'by url', headers });
      assert.equal(answer.status, 200);
      assert.equal((await oss.get('up')).content.toString(), 'by url');
    },
    'a signed url looks and deletes': async () => {
      await oss.put('short-lived', Buffer.from('12345'));
      const head = await fetch(await sign('HEAD', 'short-lived'), { method: 'HEAD' });
      assert.deepEqual([head.status, head.headers.get('content-length')], [200, '5']);
      assert.equal((await fetch(await sign('DELETE', 'short-lived'), { method: 'DELETE' })).status, 204);
      await fails(oss.head('short-lived'), 404, 'NoSuchKey');
    },
    'a signed url says how the answer is shown': async () => {
      const disposition = 'attachment; filename="report.txt"';
      const answer = await fetch(await sign('GET', 'up', {}, { 'response-content-disposition': disposition }));
      assert.deepEqual([answer.status, answer.headers.get('content-disposition')], [200, disposition]);
    },
    'a url signed in the background downloads': async () => {
      const answer = await fetch(await oss.asyncSignatureUrl('up', { expires: 600 }));
      assert.deepEqual([answer.status, await answer.text()], [200, 'by url']);
    },
    ...(version === 'v4' && {
      'a url may demand a header': async () => {
        const headers = { 'Cache-Control': 'no-store' };
        const url = await oss.signatureUrlV4('GET', 600, { headers }, 'up', ['Cache-Control']);
        assert.equal((await fetch(url, { headers })).status, 200);
        assert.equal((await fetch(url)).status, 403);
      },
    }),
    'a changed url is refused': async () => {
      const answer = await fetch(`${await sign('GET', 'up')}&acl`);
      assert.equal(answer.status, 403);
      assert.match(await answer.text(), /SignatureDoesNotMatch/);
    },
  },
  errors: {
    'a missing object': async () => fails(oss.get('missing'), 404, 'NoSuchKey'),
    'a missing bucket': async () => fails(connect({ bucket: 'no-such-bucket' }).get('k'), 404, 'NoSuchBucket'),
    'an unknown key': async () => fails(connect({ accessKeyId: 'LTAInobody' }).get('k'), 403, 'InvalidAccessKeyId'),
    'a wrong secret': async () => fails(connect({ accessKeySecret: 'wrong' }).get('k'), 403, 'SignatureDoesNotMatch'),
  },
};

await oss.putBucket(bucket);
let failed = 0;
for (const [name, run] of Object.entries(groups[group])) {
  try {
    await run();
    console.log(`ok - ${name}`);
  } catch (error) {
    failed++;
    console.log(`not ok - ${name}\n${error.stack}`);
  }
}
process.exit(failed === 0 ? 0 : 1);
