// How many URLs a second ali-oss signs: the median, the least and the most of five runs. Run in a directory that has it: node presign-ali-oss.cjs.
const OSS = require(require.resolve("ali-oss", { paths: [process.cwd()] }));

const client = new OSS({
  accessKeyId: process.env.OSS_ACCESS_KEY_ID,
  accessKeySecret: process.env.OSS_ACCESS_KEY_SECRET,
  region: "oss-cn-hangzhou",
  bucket: "bench-bucket",
  authorizationV4: true,
});

async function sign(count) {
  const started = process.hrtime.bigint();
  for (let i = 0; i < count; i++) {
    await client.signatureUrlV4("GET", 3600, {}, "reports/2026/11/figures.bin");
  }
  return count / (Number(process.hrtime.bigint() - started) / 1e9);
}

(async () => {
  await sign(20_000);
  const rates = [];
  for (let run = 0; run < 5; run++) rates.push(await sign(20_000));
  rates.sort((a, b) => a - b);
  console.log([rates[2], rates[0], rates[4]].map(Math.round).join(" "));
})();
