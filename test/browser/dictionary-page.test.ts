/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listMeasures, refresh } from '@oblys/rollups';
import type { Page } from 'playwright-core';
import { hasBrowser, openBrowser, type TestBrowser } from '../support/browser.js';
import { demoDay, startTestGateway, type TestGateway } from '../support/index.js';

const dashboardDir = join(import.meta.dirname, '..', '..', '..', 'services', 'dashboard', 'dist', 'page');

if (!hasBrowser) {
  process.stderr.write(`The dictionary is not tested: there is no browser for ${process.platform}-${process.arch}.\n`);
}

(hasBrowser ? describe : describe.skip)('the dictionary page', () => {
  let gateway: TestGateway;
  let opened: TestBrowser;
  /** What the page itself complained about; a failed test would not show it. */
  const complaints: string[] = [];

  beforeAll(async () => {
    if (!existsSync(dashboardDir)) throw new Error('The page is not built: run `pnpm run build`.');
    gateway = await startTestGateway({
      dashboardDir,
      demo: true,
      seed: async (database) => void (await refresh(database, { asOf: demoDay })),
    });
    opened = await openBrowser();
  });

  afterAll(async () => {
    await opened?.close();
    await gateway?.end();
  });

  async function openPage(query: string, width = 1280): Promise<Page> {
    const context = await opened.browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${gateway.url}/dictionary${query}`);
    await page.getByRole('article').first().waitFor();
    return page;
  }

  it.each([
    ['kk', 'Көрсеткіштер сөздігі'],
    ['ru', 'Словарь показателей'],
    ['en', 'Dictionary of measures'],
  ])('has every measure, in %s', async (locale, title) => {
    const page = await openPage(`?lang=${locale}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    expect(await page.getByRole('article').count()).toBe(listMeasures().length);
    await page.context().close();
  });

  it('finds a measure by its words, and says where it comes from', async () => {
    const page = await openPage('?lang=en');
    await page.getByRole('searchbox', { name: 'Find a measure' }).fill('completion rate roadmap');
    const found = page.getByRole('article', { name: /roadmap\.completionRate/ });
    await found.waitFor();
    expect(await page.getByRole('article').count()).toBe(1);
    await found.getByText('Lineage').click();
    expect(await found.getByText('roadmap_summary (executed, planned)').isVisible()).toBe(true);
    expect(await found.getByText('nullif').isVisible()).toBe(true);
    expect(await found.getByText('first version').isVisible()).toBe(true);
    await page.getByRole('searchbox').fill('nothing of this kind');
    expect(await page.getByRole('status').textContent()).toBe('There is no such measure.');
    await page.context().close();
  });

  it('is found from the report, and leads back', async () => {
    const page = await openPage('?lang=en');
    await page.getByRole('link', { name: 'To the report' }).click();
    await page.getByRole('link', { name: 'Dictionary of measures' }).click();
    await page.getByRole('article').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/dictionary');
    await page.context().close();
  });

  it('fits a telephone without scrolling sideways', async () => {
    const page = await openPage('?lang=ru', 360);
    for (const summary of await page.locator('summary').all()) await summary.click();
    const [inner, scroll] = await page.evaluate(() => [window.innerWidth, document.documentElement.scrollWidth]);
    expect(scroll).toBeLessThanOrEqual(inner!);
    await page.context().close();
  });

  it('complains of nothing', () => expect(complaints).toEqual([]));
});
