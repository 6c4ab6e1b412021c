/// <reference lib="dom" />
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DevelopmentIssuer, OidcVerifier, publicViewer } from '@oblys/access';
import { loadReport, readReport, reconcile, seedReport } from '@oblys/ingest';
import type { BrowserContext, Page } from 'playwright-core';
import { hasBrowser, hearFaults, openBrowser, type TestBrowser } from '../support/browser.js';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from '../support/index.js';
import { audience, OidcServer, pageClient } from '../support/oidc-server.js';
import { makeRunFolder } from '../support/run-folder.js';

const dashboardDir = join(import.meta.dirname, '..', '..', '..', 'services', 'dashboard', 'dist', 'page');

if (!hasBrowser) {
  process.stderr.write(`Signing in on the page is not tested: no browser for ${process.platform}-${process.arch}.\n`);
}

(hasBrowser ? describe : describe.skip)('signing in on the page', () => {
  let opened: TestBrowser;
  let gateway: TestGateway;
  let context: BrowserContext;
  let faults: string[];

  beforeAll(async () => {
    opened = await openBrowser();
  });

  afterEach(async () => {
    await context?.close();
    expect(faults).toEqual([]);
  });

  afterAll(() => opened?.close());

  async function startWith(options: TestGatewayOptions): Promise<TestGateway> {
    return startTestGateway({
      dashboardDir,
      seed: async (database) => {
        const report = await readReport(seedReport);
        await database.transaction('READ COMMITTED', (sql) => loadReport(sql, report));
        await reconcile(database, { all: true });
      },
      ...options,
    });
  }

  async function openPage(query = '?lang=en'): Promise<Page> {
    context = await opened.browser.newContext();
    faults = await hearFaults(context, gateway.url);
    const page = await context.newPage();
    await page.goto(`${gateway.url}/${query}`);
    await page.getByRole('table').waitFor();
    return page;
  }

  const held = (page: Page) => page.evaluate(() => sessionStorage.getItem('oblys.tokens'));

  describe('at a provider', () => {
    let provider: OidcServer;
    /** Who the gateway was asked by, in the order of its questions. */
    const asked: (string | undefined)[] = [];

    beforeAll(async () => {
      provider = await OidcServer.start({
        claimsOf: (name) => ({ oblys_role: 'caseworker', oblys_areas: ['117000000'], preferred_username: name }),
      });
      const oidc = new OidcVerifier({
        issuer: provider.issuer,
        audience,
        claims: { role: 'oblys_role', areas: 'oblys_areas' },
        clockSkewSeconds: 60,
        keysCooldownMs: 0,
      });
      gateway = await startWith({
        signInBy: { oidc, development: null, anonymous: publicViewer },
        signInPage: {
          provider: { issuer: provider.issuer, clientId: pageClient, scope: 'openid' },
          development: null,
        },
      });
      await provider.knowPage(`${gateway.url}/`);
    });

    afterAll(async () => {
      await gateway?.end();
      await provider?.stop();
    });

    async function signInAs(page: Page, name: string): Promise<void> {
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.locator('input[name=login]').fill(name);
      await page.locator('input[name=password]').fill('any');
      await page.locator('button[type=submit]').click();
      await page.locator('button[type=submit]').click();
    }

    it('goes there and comes back by code flow with PKCE, to the address that was left', async () => {
      const page = await openPage('?lang=ru');
      const left: URL[] = [];
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (url.pathname === '/auth') left.push(url);
        if (url.pathname === '/graphql') asked.push(request.headers()['authorization']);
      });
      await page.getByRole('button', { name: 'Войти' }).click();
      await page.locator('input[name=login]').fill('Айгүл');
      await page.locator('input[name=password]').fill('any');
      await page.locator('button[type=submit]').click();
      await page.locator('button[type=submit]').click();
      await page.getByText('работник по обращениям').waitFor();
      expect(await page.locator('.sign-in').textContent()).toMatch(/^Айгүл работник по обращениямВыйти$/);
      expect(page.url()).toBe(`${gateway.url}/?lang=ru`);
      expect(Object.fromEntries(left[0]!.searchParams)).toMatchObject({
        response_type: 'code',
        code_challenge_method: 'S256',
        client_id: pageClient,
        redirect_uri: `${gateway.url}/`,
      });
      await page.getByRole('table').waitFor();
      expect(asked.length).toBeGreaterThan(0);
      expect(asked.every((authorization) => authorization?.startsWith('Bearer '))).toBe(true);
      await page.reload();
      await page.getByText('Айгүл').waitFor();
    });

    it('ends here and there when somebody signs out', async () => {
      const page = await openPage();
      await signInAs(page, 'Berik');
      const left = page.waitForRequest((request) => request.url().includes('/session/end'));
      await page.getByRole('button', { name: 'Sign out' }).click();
      expect(new URL((await left).url()).searchParams.get('client_id')).toBe(pageClient);
      await page.goto(`${gateway.url}/?lang=en`);
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      expect(await held(page)).toBeNull();
    });

    it('says that it failed where the provider refused, and takes no code that it did not ask for', async () => {
      const page = await openPage();
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('[ Cancel ]').click();
      await page.getByText('Signing in failed.').waitFor();
      expect(page.url()).toBe(`${gateway.url}/?lang=en`);
      await page.goto(`${gateway.url}/?lang=en&code=stolen&state=guessed`);
      await page.getByText(/Кіру мүмкін болмады|Signing in failed/).waitFor();
      expect(await held(page)).toBeNull();
    });

    it('says that the session has ended where a token is good no more', async () => {
      const page = await openPage();
      await page.evaluate(() => sessionStorage.setItem('oblys.tokens', JSON.stringify({ accessToken: 'x.y.z' })));
      await page.reload();
      await page.getByText('The session has ended, sign in again.').waitFor();
      expect(await held(page)).toBeNull();
      await page.getByRole('table').waitFor();
    });
  });

  describe('for development', () => {
    const folder = makeRunFolder('sign-in-page');

    beforeAll(async () => {
      const development = await DevelopmentIssuer.open(folder);
      gateway = await startWith({
        signInBy: { oidc: null, development, anonymous: publicViewer },
        signInPage: { provider: null, development },
      });
    });

    afterAll(async () => {
      await gateway?.end();
      rmSync(folder, { recursive: true, force: true });
    });

    it('keeps out what its policy does not name, which is heard', async () => {
      const page = await openPage();
      expect(faults).toEqual([]);
      await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'document.title = "run"';
        document.head.append(script);
        return fetch('https://elsewhere.example/').catch(() => undefined);
      });
      const wanted = ['script-src-elem keeps out inline', 'connect-src keeps out https://elsewhere.example/'];
      while (!wanted.every((fault) => faults.includes(fault))) await page.waitForTimeout(20);
      expect(await page.title()).not.toBe('run');
      await context.close();
      faults.length = 0;
    });

    it('signs in as anybody of any area, and out again', async () => {
      const page = await openPage();
      expect(await page.getByLabel('Sign in as').locator('option').allTextContents()).toEqual([
        'viewer',
        'district editor',
        'regional analyst',
        'caseworker',
        'administrator',
      ]);
      await page.getByLabel('Sign in as').selectOption('district-editor');
      await page.getByLabel('Code of an area').fill('117000000');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
      expect(await page.locator('.sign-in').textContent()).toMatch(/^district-editor district editorSign out$/);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByLabel('Sign in as').waitFor();
      expect(await held(page)).toBeNull();
    });
  });
});
