/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { hasBrowser, hearFaults, openBrowser } from '../support/browser.js';
import type { TestBrowser } from '../support/browser.js';
import { startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

const explorerDir = join(import.meta.dirname, '..', '..', '..', 'services', 'dashboard', 'dist', 'explorer');

(hasBrowser ? describe : describe.skip)('the explorer', () => {
  let gateway: TestGateway;
  let opened: TestBrowser;

  beforeAll(async () => {
    gateway = await startTestGateway({ explorerDir });
    opened = await openBrowser();
  });

  afterAll(async () => {
    await opened?.close();
    await gateway?.end();
  });

  it('runs a query and shows the answer, with nothing from elsewhere', async () => {
    const context = await opened.browser.newContext();
    const faults = await hearFaults(context, gateway.url);
    const page = await context.newPage();
    const elsewhere: string[] = [];
    const complaints: string[] = [];
    await page.route(
      (url) => url.protocol.startsWith('http') && url.origin !== gateway.url,
      (route) => {
        elsewhere.push(route.request().url());
        return route.abort();
      },
    );
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`${gateway.url}/explorer`);
    await page.locator('.graphiql-query-editor .CodeMirror').waitFor();
    await page.locator('.graphiql-query-editor .CodeMirror').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('{ region(code: "110000000") { code } }');
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.result-window', { hasText: '"code": "110000000"' }).waitFor();
    expect(elsewhere).toEqual([]);
    expect([...complaints, ...faults]).toEqual([]);
    await page.context().close();
  });

  it('shows a question that a link brings, and does not ask it', async () => {
    const page = await (await opened.browser.newContext()).newPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') asked.push(request.postData() ?? '');
    });
    const query = '{ freshness { topic isOverdue } }';
    await page.goto(`${gateway.url}/explorer?${new URLSearchParams({ query })}`);
    await page.locator('.graphiql-query-editor .CodeMirror-lines', { hasText: 'isOverdue' }).waitFor();
    expect(asked.filter((body) => body.includes('isOverdue'))).toEqual([]);
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.result-window', { hasText: '"topic": "roadmap"' }).waitFor();
    await page.context().close();
  });

  it('is not there unless it is asked for', async () => {
    const without = await startTestGateway();
    try {
      expect((await fetch(`${without.url}/explorer`)).status).toBe(404);
    } finally {
      await without.end();
    }
  });
});
