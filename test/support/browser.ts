import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { promisify } from 'node:util';
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
    const executablePath = await unpackInto(folder);
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

/**
 * The package unpacks into the system's temporary folder, wherever that is. In a process of its own, for jest gives
 * tests a copy of the environment, and `os.tmpdir()` reads the real one.
 */
async function unpackInto(folder: string): Promise<string> {
  const script = `process.stdout.write(await (await import('@sparticuz/chromium')).default.executablePath())`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: folder },
  });
  return stdout;
}
