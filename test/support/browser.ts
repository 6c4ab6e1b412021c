import { rmSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import playwright from 'playwright-core';
import type { Browser } from 'playwright-core';
import { makeRunFolder } from './run-folder.js';

/** The package holds a Chromium for this system only. */
export const hasBrowser = process.platform === 'linux' && process.arch === 'x64';

export interface TestBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/** A Chromium of the test's own: unpacked into its own folder, so that users and runs do not meet. */
export async function openBrowser(): Promise<TestBrowser> {
  const folder = makeRunFolder('browser');
  try {
    const executablePath = await inTemporaryFolder(folder, () => chromium.executablePath());
    const browser = await playwright.chromium.launch({
      executablePath,
      // Its own sandbox needs rights that containers withhold; it sees nothing but our page.
      args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
      env: { ...process.env, TMPDIR: folder },
    });
    const close = async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    };
    return { browser, close };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The package unpacks into the system's temporary folder, wherever that is. */
async function inTemporaryFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
