// The fields that sign an HTML form for the official SDK's key: by V1 the SDK makes them all, by V4 it signs the policy.
export const formFields = (oss, version, conditions) => {
  const expiration = new Date(Date.now() + 60_000).toISOString();
  if (version === 'v1') {
    return oss.calculatePostSignature({ expiration, conditions });
  }
  const now = new Date();
  const date = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const fields = {
    'x-oss-signature-version': 'OSS4-HMAC-SHA256',
    'x-oss-credential': `${oss.options.accessKeyId}/${date.slice(0, 8)}/cn-hangzhou/oss/aliyun_v4_request`,
    'x-oss-date': date,
  };
  const all = [...conditions, ...Object.entries(fields).map(([name, value]) => ({ [name]: value }))];
  const policy = JSON.stringify({ expiration, conditions: all });
  return {
    ...fields,
    policy: Buffer.from(policy).toString('base64'),
    'x-oss-signature': oss.signPostObjectPolicyV4(policy, now),
  };
};
