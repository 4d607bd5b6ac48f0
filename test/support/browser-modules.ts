/** Serves the web app's modules to a page, so that a test can try one of them in a real browser without the app. */
import { transformFile } from '@swc/core';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { checkout } from './outreel-process.js';

const origin = 'http://modules.localhost';

/**
 * Opens an empty page that can import sources of `apps/web/src` by their path without ending.
 * @returns the address to put before the path in an `import()`
 */
export async function serveModules(page: Page): Promise<string> {
  await page.route(`${origin}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/') return route.fulfill({ contentType: 'text/html', body: '<title>Modules</title>' });
    const { code } = await transformFile(join(checkout, 'apps/web/src', `${path}.ts`), {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
    });
    return route.fulfill({ contentType: 'text/javascript', body: code });
  });
  await page.goto(`${origin}/`);
  return origin;
}
