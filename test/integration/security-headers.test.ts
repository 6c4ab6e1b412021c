import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { findWorkspaceRoot } from '@oblys/config';
import { startTestGateway, type TestGateway } from '../support/index.js';
import { askRaw } from '../support/raw-requests.js';

const built = join(findWorkspaceRoot(), 'services', 'dashboard', 'dist');
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({
    dashboardDir: join(built, 'page'),
    explorerDir: join(built, 'explorer'),
    trustedProxies: ['127.0.0.1'],
    signInPage: {
      provider: { issuer: 'https://id.example.kz/realms/oblys', clientId: 'page', scope: 'openid' },
      development: null,
    },
  });
});

afterAll(() => gateway?.end());

describe('every answer', () => {
  it.each(['/', '/graphql', '/graphql/stream', '/healthz', '/metrics', '/sign-in', '/explorer', '/evidence/x'])(
    'of %s tells browsers what to hold it to',
    async (path) => {
      const { headers } = await askRaw(gateway.url, { path });
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringMatching(/^default-src '(none|self)'/),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
      });
      expect(headers).not.toHaveProperty('strict-transport-security');
      expect(headers).not.toHaveProperty('x-powered-by');
    },
  );

  it('keeps browsers on TLS where a trusted proxy says that they came by it', async () => {
    const { headers } = await askRaw(gateway.url, { headers: { 'x-forwarded-proto': 'https' } });
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
  });
});

describe('the page', () => {
  it('runs scripts of this server alone, and reaches it and the provider alone', async () => {
    const policy = String((await askRaw(gateway.url, { path: '/' })).headers['content-security-policy']);
    expect(policy).not.toContain('unsafe');
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self' https://id.example.kz",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ]),
    );
  });
});

describe('an answer that is no page', () => {
  it('may load nothing', async () => {
    const { headers } = await askRaw(gateway.url, { path: '/healthz' });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; /);
  });
});
