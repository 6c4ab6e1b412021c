import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { promisify } from 'node:util';
import playwright from 'playwright-core';
import type { Browser, BrowserContext } from 'playwright-core';
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
 * What pages of an origin do wrong in a context from then on: what the policy of their content keeps from them, and the
 * errors that they tell. That an answer was no success is none.
 */
export async function hearFaults(context: BrowserContext, origin: string): Promise<string[]> {
  const faults: string[] = [];
  await context.exposeFunction('tellViolation', (page: string, text: string) => {
    if (page.startsWith(`${origin}/`)) faults.push(text);
  });
  await context.addInitScript({
    content: `document.addEventListener('securitypolicyviolation', (event) =>
      tellViolation(event.documentURI, event.effectiveDirective + ' keeps out ' + event.blockedURI));`,
  });
  context.on('console', (message) => {
    const isOurs = message.location().url.startsWith(`${origin}/`);
    if (!isOurs || message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    faults.push(message.text());
  });
  context.on('weberror', (error) => faults.push(error.error().message));
  return faults;
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
