// Drives RAM and STS with the official clients of the second generation, which sign in the Authorization header (ACS3-HMAC-SHA256):
// node acs3.mjs. Makes a user with a key and a role that it may assume, assumes it, and takes all of it away again. Prints a line a case and
// exits with 1 if one fails. The server and its key come from OSS_ENDPOINT, OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET.
import assert from 'node:assert/strict';
import openapi from '@alicloud/openapi-core';
import ramPackage from '@alicloud/ram20150501';
import stsPackage from '@alicloud/sts20150401';

const { default: RamClient, ...ramRequests } = ramPackage;
const { default: StsClient, ...stsRequests } = stsPackage;
const { host } = new URL(process.env.OSS_ENDPOINT);
const root = { accessKeyId: process.env.OSS_ACCESS_KEY_ID, accessKeySecret: process.env.OSS_ACCESS_KEY_SECRET };

const config = key => new openapi.$OpenApiUtil.Config({ ...key, endpoint: host, protocol: 'HTTP', regionId: 'cn-hangzhou' });
const ram = new RamClient(config(root));
const sts = key => new StsClient(config(key));
const fails = (promise, code) => assert.rejects(promise, error => (assert.equal(error.code, code), true));
const the = (requests, name, parameters) => new requests[`${name}Request`](parameters);

const run = async (name, step) => {
  const result = await step();
  console.log(`ok - ${name}`);
  return result;
};

try {
  const account = await run('the account is told its id', async () => {
    const { body } = await sts(root).getCallerIdentity();
    assert.equal(body.identityType, 'Account');
    return body.accountId;
  });
  const user = await run('a user gets a key and may assume roles', async () => {
    const { body } = await ram.createUser(the(ramRequests, 'CreateUser', { userName: 'conformer', displayName: 'Conformer 中文 +&=' }));
    assert.equal(body.user.displayName, 'Conformer 中文 +&=');
    await fails(ram.createUser(the(ramRequests, 'CreateUser', { userName: 'conformer' })), 'EntityAlreadyExists.User');
    await ram.attachPolicyToUser(
      the(ramRequests, 'AttachPolicyToUser', { policyType: 'System', policyName: 'AliyunSTSAssumeRoleAccess', userName: 'conformer' }),
    );
    const { body: made } = await ram.createAccessKey(the(ramRequests, 'CreateAccessKey', { userName: 'conformer' }));
    return { accessKeyId: made.accessKey.accessKeyId, accessKeySecret: made.accessKey.accessKeySecret };
  });
  const assume = the(stsRequests, 'AssumeRole', {
    roleArn: `acs:ram::${account}:role/conformer`,
    roleSessionName: 'build',
    durationSeconds: 900,
  });
  await run('a role is assumed, and its session is known by its token', async () => {
    const trust = {
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: [`acs:ram::${account}:user/conformer`] } }],
    };
    await ram.createRole(the(ramRequests, 'CreateRole', { roleName: 'conformer', assumeRolePolicyDocument: JSON.stringify(trust) }));
    const { body } = await sts(user).assumeRole(assume);
    assert.ok(Date.parse(body.credentials.expiration) > Date.now());
    const { accessKeyId, accessKeySecret, securityToken } = body.credentials;
    const { body: who } = await sts({ accessKeyId, accessKeySecret, securityToken }).getCallerIdentity();
    assert.equal(who.identityType, 'AssumedRoleUser');
    await fails(sts({ accessKeyId, accessKeySecret: user.accessKeySecret, securityToken }).getCallerIdentity(), 'SignatureDoesNotMatch');
  });
  await run('what is not to be had is refused by name', async () => {
    await fails(sts(root).assumeRole(assume), 'NoPermission');
    await fails(sts({ ...user, accessKeySecret: 'wrong' }).assumeRole(assume), 'SignatureDoesNotMatch');
    await fails(new RamClient(config(user)).listUsers(the(ramRequests, 'ListUsers', {})), 'NoPermission');
  });
  await run('all is taken away again', async () => {
    await ram.deleteRole(the(ramRequests, 'DeleteRole', { roleName: 'conformer' }));
    await ram.deleteAccessKey(the(ramRequests, 'DeleteAccessKey', { userName: 'conformer', userAccessKeyId: user.accessKeyId }));
    await ram.detachPolicyFromUser(
      the(ramRequests, 'DetachPolicyFromUser', { policyType: 'System', policyName: 'AliyunSTSAssumeRoleAccess', userName: 'conformer' }),
    );
    await ram.deleteUser(the(ramRequests, 'DeleteUser', { userName: 'conformer' }));
    const { body } = await ram.listUsers(the(ramRequests, 'ListUsers', {}));
    assert.deepEqual(body.users.user ?? [], []);
  });
} catch (error) {
  console.log(`not ok - ${error.stack}`);
  process.exitCode = 1;
}
