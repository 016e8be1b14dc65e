// Does with samples/download/browser what a user does, in a real browser without a window:
//   node drive-page.mjs CHROMIUM PAGE URL FILE
import { launch } from "../Clients/nodejs/chromium.mjs";

const [executablePath, pageUrl, url, file] = process.argv.slice(2);
const browser = await launch(executablePath);
try {
  const page = await browser.newPage();
  await page.goto(pageUrl);
  await page.getByLabel("Signed URL").fill(url);
  await page.getByLabel("File name").fill("saved-by-the-page.bin");

  const saved = page.waitForEvent("download");
  const refused = page.locator("[role=alert]:not(:empty)");
  await page.getByRole("button", { name: "Download" }).click();
  const download = await Promise.race([saved, refused.waitFor().then(() => null)]);

  if (download === null) {
    console.error(await refused.textContent());
    process.exitCode = 1;
  } else if (download.suggestedFilename() !== "saved-by-the-page.bin") {
    console.error(`the page saved under the name ${download.suggestedFilename()}`);
    process.exitCode = 1;
  } else {
    await download.saveAs(file);
  }
  // Whichever did not happen fails when the browser closes, which is no news.
  saved.catch(() => {});
} finally {
  await browser.close();
}
