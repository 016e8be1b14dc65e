// What a camera reads of a code that a page draws.
import jsQR from 'jsqr';

/** The text of the QR code that an element shows; null where it shows none. */
export async function scanned(element) {
  const png = (await element.screenshot()).toString('base64');
  // A page of its own, since those that draw codes may load no pictures that stand in their script.
  const page = await element.page().context().newPage();
  try {
    const { data, width, height } = await page.evaluate(async text => {
      const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(text), byte => byte.charCodeAt(0))]));
      const drawing = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      drawing.drawImage(picture, 0, 0);
      const { data, width, height } = drawing.getImageData(0, 0, picture.width, picture.height);
      return { data: [...data], width, height };
    }, png);
    return jsQR(Uint8ClampedArray.from(data), width, height)?.data ?? null;
  } finally {
    await page.close();
  }
}
