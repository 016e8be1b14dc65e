// Drives RAM with the official client pop-core and STS with that of ali-oss: node sts.mjs BUCKET. Makes a user with a key, a role that it may
// assume and a bucket, acts in a session of the role, and takes all of it away again. Prints a line a case and exits with 1 if one fails.
// The server and its key come from OSS_ENDPOINT, OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET.
import assert from 'node:assert/strict';
import Core from '@alicloud/pop-core';
import OSS from 'ali-oss';

const [bucket] = process.argv.slice(2);
const endpoint = new URL(process.env.OSS_ENDPOINT).origin;
const root = { accessKeyId: process.env.OSS_ACCESS_KEY_ID, accessKeySecret: process.env.OSS_ACCESS_KEY_SECRET };

const client = (key, apiVersion) => new Core.RPCClient({ ...key, endpoint, apiVersion, opts: { method: 'POST' } });
const ram = client(root, '2015-05-01');
const connect = key => new OSS({ ...key, endpoint, region: 'oss-cn-hangzhou', sldEnable: true, authorizationV4: true, bucket });
const fails = (promise, code) => assert.rejects(promise, error => (assert.equal(error.code, code), true));

const run = async (name, step) => {
  const result = await step();
  console.log(`ok - ${name}`);
  return result;
};

try {
  const { AccountId: account } = await run('the account is told its id', () => client(root, '2015-04-01').request('GetCallerIdentity'));
  const arn = `acs:ram::${account}:role/conformer`;
  const user = await run('a user gets a key and may assume roles', async () => {
    const { User: made } = await ram.request('CreateUser', { UserName: 'conformer', DisplayName: 'Conformer 中文' });
    assert.equal(made.DisplayName, 'Conformer 中文');
    await fails(ram.request('CreateUser', { UserName: 'conformer' }), 'EntityAlreadyExists.User');
    await ram.request('AttachPolicyToUser', { PolicyType: 'System', PolicyName: 'AliyunSTSAssumeRoleAccess', UserName: 'conformer' });
    const { AccessKey: key } = await ram.request('CreateAccessKey', { UserName: 'conformer' });
    return { accessKeyId: key.AccessKeyId, accessKeySecret: key.AccessKeySecret };
  });
  await run('a role gets a policy and trusts the user', async () => {
    const trust = {
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: [`acs:ram::${account}:user/conformer`] } }],
    };
    const { Role: role } = await ram.request('CreateRole', { RoleName: 'conformer', AssumeRolePolicyDocument: JSON.stringify(trust) });
    assert.equal(role.Arn, arn);
    const document = { Version: '1', Statement: [{ Effect: 'Allow', Action: ['oss:*'], Resource: [`acs:oss:*:*:${bucket}`, `acs:oss:*:*:${bucket}/*`] }] };
    await ram.request('CreatePolicy', { PolicyName: 'conformer', PolicyDocument: JSON.stringify(document) });
    await ram.request('AttachPolicyToRole', { PolicyType: 'Custom', PolicyName: 'conformer', RoleName: 'conformer' });
    const { Policies: attached } = await ram.request('ListPoliciesForRole', { RoleName: 'conformer' });
    assert.deepEqual(attached.Policy.map(policy => policy.PolicyName), ['conformer']);
  });
  const sts = new OSS.STS({ ...user, endpoint });
  await run('a session of the role acts in the bucket until it is refused', async () => {
    const { credentials } = await sts.assumeRole(arn, null, 900, 'build');
    const key = { accessKeyId: credentials.AccessKeyId, accessKeySecret: credentials.AccessKeySecret, stsToken: credentials.SecurityToken };
    assert.ok(Date.parse(credentials.Expiration) > Date.now());
    const oss = connect(key);
    await oss.putBucket(bucket);
    await oss.put('a/k', Buffer.from('text'));
    const url = await oss.signatureUrlV4('GET', 600, { headers: {}, queries: {} }, 'a/k');
    assert.equal(await (await fetch(url)).text(), 'text');
    await fails(connect(user).get('a/k'), 'AccessDenied');
    await fails(connect({ ...key, stsToken: undefined }).get('a/k'), 'InvalidAccessKeyId');
    const who = await client({ ...key, securityToken: key.stsToken }, '2015-04-01').request('GetCallerIdentity');
    assert.equal(who.IdentityType, 'AssumedRoleUser');
  });
  await run('the policy of a session takes away', async () => {
    const bound = { Version: '1', Statement: [{ Effect: 'Allow', Action: ['oss:GetObject'], Resource: [`acs:oss:*:*:${bucket}/a/*`] }] };
    const { credentials } = await sts.assumeRole(arn, bound, 900, 'build');
    const oss = connect({ accessKeyId: credentials.AccessKeyId, accessKeySecret: credentials.AccessKeySecret, stsToken: credentials.SecurityToken });
    assert.equal((await oss.get('a/k')).content.toString(), 'text');
    await fails(oss.put('a/k', Buffer.from('other')), 'AccessDenied');
  });
  await run('what is not to be had is refused by name', async () => {
    await fails(sts.assumeRole(arn, null, 60, 'build'), 'InvalidParameter.DurationSeconds');
    await fails(sts.assumeRole(`acs:ram::${account}:role/none`, null, 900, 'build'), 'EntityNotExist.Role');
    await fails(new OSS.STS({ ...root, endpoint }).assumeRole(arn, null, 900, 'build'), 'NoPermission');
    await fails(client(user, '2015-05-01').request('ListUsers'), 'NoPermission');
  });
  await run('all is taken away again', async () => {
    const oss = connect(root);
    await oss.delete('a/k');
    await oss.deleteBucket(bucket);
    await fails(ram.request('DeleteRole', { RoleName: 'conformer' }), 'DeleteConflict.Role.Policy');
    await ram.request('DetachPolicyFromRole', { PolicyType: 'Custom', PolicyName: 'conformer', RoleName: 'conformer' });
    await ram.request('DeleteRole', { RoleName: 'conformer' });
    await ram.request('DeletePolicy', { PolicyName: 'conformer' });
    await ram.request('DeleteAccessKey', { UserName: 'conformer', UserAccessKeyId: user.accessKeyId });
    await ram.request('DetachPolicyFromUser', { PolicyType: 'System', PolicyName: 'AliyunSTSAssumeRoleAccess', UserName: 'conformer' });
    await ram.request('DeleteUser', { UserName: 'conformer' });
    const { Users: left } = await ram.request('ListUsers');
    assert.deepEqual(left.User, []);
  });
} catch (error) {
  console.log(`not ok - ${error.stack}`);
  process.exitCode = 1;
}
