/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  explainMismatch,
  getFigureOfReport,
  loadReport,
  readReport,
  reconcile,
  removeReport,
  seedReport,
} from '@oblys/ingest';
import type { Page } from 'playwright-core';
import { hasBrowser, hearFaults, openBrowser } from '../support/browser.js';
import type { TestBrowser } from '../support/browser.js';
import { startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

const dashboardDir = join(import.meta.dirname, '..', '..', '..', 'services', 'dashboard', 'dist', 'page');

if (!hasBrowser) {
  process.stderr.write(`The page is not tested: there is no browser for ${process.platform}-${process.arch}.\n`);
}

(hasBrowser ? describe : describe.skip)('the report page', () => {
  let gateway: TestGateway;
  let opened: TestBrowser;
  /** What the page itself complained about; a failed test would not show it. */
  const complaints: string[] = [];
  /** Of each page what its policy kept out. */
  const heard: string[][] = [];

  beforeAll(async () => {
    if (!existsSync(dashboardDir)) throw new Error('The page is not built: run `pnpm run build`.');
    gateway = await startTestGateway({
      dashboardDir,
      demo: true,
      seed: async (database) => {
        const report = await readReport(seedReport);
        await database.transaction('READ COMMITTED', (sql) => loadReport(sql, report));
        await reconcile(database, { all: true });
      },
    });
    opened = await openBrowser();
  });

  afterAll(async () => {
    await opened?.close();
    await gateway?.end();
  });

  async function openPage(options: { width?: number; query?: string; dark?: boolean } = {}): Promise<Page> {
    const { width = 1280, query = '', dark = false } = options;
    const context = await opened.browser.newContext({
      viewport: { width, height: 800 },
      colorScheme: dark ? 'dark' : 'light',
    });
    heard.push(await hearFaults(context, gateway.url));
    const page = await context.newPage();
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on(
      'response',
      (response) => response.status() >= 400 && complaints.push(`${response.status()} ${response.url()}`),
    );
    await page.goto(`${gateway.url}/${query}`);
    await page.getByRole('table').waitFor();
    return page;
  }

  it('shows the 27 figures with the verdicts in Kazakh', async () => {
    const page = await openPage();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/Ақмола/);
    expect(await page.getByRole('row').count()).toBe(28); // the heading too
    const verdicts = await page.locator('td.verdict').allTextContents();
    expect(verdicts).toHaveLength(27);
    expect(new Set(verdicts.map((text) => text.replace(/^\S+\s*/u, '')))).toEqual(
      new Set(['Дәл келеді', 'Дөңгелектеу шегінде', 'Қайшы емес']),
    );
    const appeals = page.getByRole('row').filter({ hasText: '6331 өтініш келіп түсті' });
    expect((await appeals.getByRole('cell').allTextContents()).map(plain)).toEqual([
      '21',
      '6 331 өтініш',
      '6 331',
      '0',
      '✓ Дәл келеді',
      expect.stringMatching(/6 331/),
    ]);
    await page.context().close();
  });

  it('counts the verdicts in a summary that adds up', async () => {
    const page = await openPage();
    const counts = await page.locator('.summary b').allTextContents();
    expect(counts.map(Number).reduce((sum, count) => sum + count, 0)).toBe(27);
    await page.context().close();
  });

  it('shows how the report agrees with itself, and the districts of its region', async () => {
    const page = await openPage();
    expect(await page.locator('.checks li').count()).toBeGreaterThanOrEqual(3);
    expect(new Set(await page.locator('.checks .badge').allTextContents())).toEqual(new Set(['✓Үйлеседі']));
    expect(await page.locator('.districts li').count()).toBe(20);
    await page.context().close();
  });

  it('switches to Russian and English, texts of the gateway too, and remembers', async () => {
    const page = await openPage();
    await page.getByRole('button', { name: 'Русский' }).click();
    await page.getByRole('columnheader', { name: 'Вычислено' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
    expect(await page.locator('.area').textContent()).toBe('Акмолинская область');
    expect(plain((await page.locator('td.verdict').first().textContent()) ?? '')).toBe('✓ Совпадает');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('columnheader', { name: 'Computed' }).waitFor();
    expect(await page.locator('.area').textContent()).toBe('Akmola Region');
    await page.reload();
    await page.getByRole('columnheader', { name: 'Computed' }).waitFor();
    expect(await page.getByRole('button', { name: 'English' }).getAttribute('aria-pressed')).toBe('true');
    await page.context().close();
  });

  it.each([360, 800])(
    'fits a screen of %d pixels without scrolling sideways, and stays a table to readers',
    async (width) => {
      const page = await openPage({ width, dark: true });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await page.getByRole('row').count()).toBe(28);
      expect(await page.getByRole('rowheader').count()).toBe(27);
      await page.context().close();
    },
  );

  it('is readable: texts stand out from their grounds, light and dark', async () => {
    for (const dark of [false, true]) {
      const page = await openPage({ dark });
      const weakest = await page.evaluate(findWeakestContrast);
      expect({ dark, ...weakest }).toMatchObject({ ratio: expect.any(Number) });
      expect(weakest.ratio).toBeGreaterThanOrEqual(4.5);
      await page.context().close();
    }
  });

  it('shows what a person says of a mismatch below a verdict that stays red', async () => {
    const report = await readReport(seedReport);
    const figures = report.figures.slice(0, 1).map((figure) => ({ ...figure, value: '275' }));
    const later = { ...report, sourceRef: 'later', publishedOn: '2025-11-06', figures };
    const { reportId } = await loadReport(gateway.database, later);
    await reconcile(gateway.database, { reportId });
    const { figureId } = await getFigureOfReport(gateway.database, 'later', 1);
    const given = {
      figureId,
      seen: null,
      reason: 'LATE_RECORDS',
      text: 'Бір ұйым кеш тіркелген.',
      explainedBy: 'Айгүл',
    } as const;
    await explainMismatch(gateway.database, given);
    const page = await openPage({ query: '?lang=kk' });
    const verdict = page.locator('td.verdict');
    expect(plain((await verdict.locator('.badge').textContent()) ?? '')).toMatch(/^✕ ?Сәйкес келмейді$/);
    expect(await verdict.locator('.badge').getAttribute('data-verdict')).toBe('MISMATCH');
    const said = plain((await verdict.locator('.person-explanation').innerText()) ?? '');
    expect(said).toMatch(/^Себебі: жазбалар кеш түскен Бір ұйым кеш тіркелген\. Айгүл, \d{4} жылғы \d+ \S+$/);
    expect((await page.evaluate(findWeakestContrast)).ratio).toBeGreaterThanOrEqual(4.5);
    await page.context().close();
    const narrow = await openPage({ width: 360 });
    expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await narrow.context().close();
    await removeReport(gateway.database, 'later');
  });

  it('tells that the gateway cannot be asked, and asks again', async () => {
    const page = await openPage();
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('button', { name: 'Русский' }).click();
    await page.getByRole('alert').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Повторить' }).click();
    await page.getByRole('table').waitFor();
    expect(complaints.splice(0).filter((text) => !text.includes('ERR_FAILED'))).toEqual([]);
    await page.context().close();
  });

  it('leaves nothing to complain about in the console', () => {
    expect(complaints).toEqual([]);
    expect(heard.flat()).toEqual([]);
  });
});

/** Runs in the page: the least contrast between a text and what lies under it, by the formula of WCAG. */
function findWeakestContrast(): { ratio: number; text: string } {
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element: Element | null): string => {
    if (element === null) return 'rgb(255, 255, 255)';
    const colour = getComputedStyle(element).backgroundColor;
    return channels(colour)[3] === 0 ? ground(element.parentElement) : colour;
  };
  let weakest = { ratio: 21, text: '' };
  for (const element of document.querySelectorAll('main *, .bar *')) {
    const text = [...element.childNodes]
      .filter((node) => node.nodeType === 3)
      .map((node) => node.textContent)
      .join('');
    if (text.trim() === '') continue;
    const [one, other] = [luminance(getComputedStyle(element).color), luminance(ground(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < weakest.ratio) weakest = { ratio, text };
  }
  return weakest;
}

/** Spaces of every kind as one. */
function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
