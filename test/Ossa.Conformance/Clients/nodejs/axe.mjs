import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Wants no fault of accessibility on a page that keeps anybody out, as axe judges. */
export async function sound(page, name) {
  // The page's own policy lets no script in; what a debugger evaluates is not of the page.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run({ resultTypes: ['violations'] }));
  const faults = violations.filter(({ impact }) => impact !== 'minor');
  assert.deepEqual(faults.map(({ id, impact, nodes }) => `${name}: ${impact}: ${id}: ${nodes.slice(0, 3).map(node => `${node.html} ${node.failureSummary}`).join('; ')}`), []);
}
