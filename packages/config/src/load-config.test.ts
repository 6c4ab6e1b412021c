import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { ConfigError } from './config-error.js';
import { defaultLimits } from './limits.js';
import { loadConfig } from './load-config.js';
import { defaultRates } from './rates.js';
import { findWorkspaceRoot } from './workspace-root.js';

function faultsOf(env: Record<string, string>): ConfigError {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('The environment was taken as valid.');
}

describe('loadConfig', () => {
  it('has a default for every setting', () => {
    expect(loadConfig({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: null,
      databaseDirectUrl: null,
      analyticsDatabaseUrl: null,
      analysts: { statementSeconds: 300, temporaryFileMb: 1024, connections: 5 },
      dataDir: join(findWorkspaceRoot(), '.oblys'),
      demo: true,
      scheduler: true,
      exportDir: join(findWorkspaceRoot(), '.oblys', 'open-data'),
      importDir: join(findWorkspaceRoot(), '.oblys', 'imports'),
      importLocale: 'KK',
      masterKeys: null,
      masterKeysFile: null,
      erasuresFile: join(findWorkspaceRoot(), '.oblys/erasures.jsonl'),
      keepPersonsMonths: null,
      uploadSecret: null,
      uploadBytes: 209_715_200,
      evidenceBytes: 20_971_520,
      s3: null,
      oidc: null,
      exportLicence: null,
      keepRunsDays: 400,
      summaryCache: true,
      prepared: true,
      logLevel: 'info',
      nodeEnv: 'development',
      explorer: true,
      introspection: true,
      trustedDocuments: 'off',
      trustedDocumentsFile: join(findWorkspaceRoot(), 'schema', 'trusted-documents.json'),
      persistedQueriesBytes: 8 * 1024 ** 2,
      publicUrl: null,
      mail: null,
      webhookSecret: null,
      corsOrigins: [],
      trustedProxies: [],
      rates: defaultRates,
      limits: defaultLimits,
    });
  });

  it('takes what is given', () => {
    const config = loadConfig({
      PORT: '0',
      OBLYS_HOST: '::',
      DATABASE_URL: 'postgres://u:p@db.example/oblys',
      DATABASE_DIRECT_URL: 'postgresql://u:p@direct.example/oblys',
      ANALYTICS_DATABASE_URL: 'postgresql://u:p@replica.example/oblys',
      OBLYS_ANALYST_STATEMENT_SECONDS: '60',
      OBLYS_ANALYST_TEMP_FILE_MB: '100',
      OBLYS_ANALYST_CONNECTIONS: '2',
      OBLYS_DATA_DIR: '/srv/деректер',
      OBLYS_DEMO: '0',
      OBLYS_SCHEDULER: 'off',
      OBLYS_EXPORT_DIR: '/srv/ашық деректер',
      OBLYS_IMPORT_DIR: '/srv/файлдар',
      OBLYS_IMPORT_LOCALE: 'ru',
      OBLYS_MASTER_KEYS: `${'A'.repeat(43)}=, ${'B'.repeat(43)}=`,
      OBLYS_MASTER_KEYS_FILE: '/srv/keys',
      OBLYS_ERASURES_FILE: '/srv/erasures',
      OBLYS_KEEP_PERSONS_MONTHS: '60',
      OBLYS_UPLOAD_SECRET: 'fedcba9876543210',
      OBLYS_UPLOAD_BYTES: '1000',
      OBLYS_EXPORT_LICENCE: 'ODbL-1.0',
      OBLYS_KEEP_RUNS_DAYS: '30',
      OBLYS_SUMMARY_CACHE: '0',
      OBLYS_PREPARED: '0',
      OBLYS_LOG_LEVEL: 'WARN',
      NODE_ENV: 'production',
      OBLYS_INTROSPECTION: '0',
      OBLYS_TRUSTED_DOCUMENTS: 'require',
      OBLYS_TRUSTED_DOCUMENTS_FILE: '/srv/documents.json',
      OBLYS_PERSISTED_QUERIES_BYTES: '0',
      OBLYS_PUBLIC_URL: 'https://oblys.example.kz/',
      OBLYS_SMTP_URL: 'smtps://u:p@mail.example.kz',
      OBLYS_MAIL_FROM: 'Oblys <oblys@example.kz>',
      OBLYS_WEBHOOK_SECRET: '0123456789abcdef',
      OBLYS_MAX_COST: '5',
      OBLYS_CORS_ORIGINS: 'https://app.example.kz, http://localhost:5173,http://[::1]:8080',
      OBLYS_TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::1',
      OBLYS_RATE_COST: '0',
      OBLYS_EVIDENCE_STORE: 'S3',
      OBLYS_EVIDENCE_BYTES: '2000',
      OBLYS_OIDC_ISSUER: 'https://id.example.kz/realms/oblys',
      OBLYS_OIDC_AUDIENCE: 'oblys',
      OBLYS_OIDC_CLIENT_ID: 'oblys-page',
      OBLYS_OIDC_SCOPE: 'openid oblys',
      OBLYS_OIDC_ROLE_CLAIM: 'realm_access.roles',
      OBLYS_OIDC_AREAS_CLAIM: 'areas',
      OBLYS_OIDC_CLOCK_SKEW_SECONDS: '5',
      OBLYS_S3_ENDPOINT: 'https://s3.example.kz/',
      OBLYS_S3_BUCKET: 'evidence',
      OBLYS_S3_REGION: 'kz-1',
      OBLYS_S3_ACCESS_KEY: 'oblys',
      OBLYS_S3_SECRET_KEY: 'secret',
    });
    expect(config).toEqual({
      port: 0,
      host: '::',
      databaseUrl: 'postgres://u:p@db.example/oblys',
      databaseDirectUrl: 'postgresql://u:p@direct.example/oblys',
      analyticsDatabaseUrl: 'postgresql://u:p@replica.example/oblys',
      analysts: { statementSeconds: 60, temporaryFileMb: 100, connections: 2 },
      dataDir: '/srv/деректер',
      demo: false,
      scheduler: false,
      exportDir: '/srv/ашық деректер',
      importDir: '/srv/файлдар',
      importLocale: 'RU',
      masterKeys: [`${'A'.repeat(43)}=`, `${'B'.repeat(43)}=`],
      masterKeysFile: '/srv/keys',
      erasuresFile: '/srv/erasures',
      keepPersonsMonths: 60,
      uploadSecret: 'fedcba9876543210',
      uploadBytes: 1_000,
      evidenceBytes: 2_000,
      oidc: {
        issuer: 'https://id.example.kz/realms/oblys',
        audience: 'oblys',
        clientId: 'oblys-page',
        scope: 'openid oblys',
        roleClaim: 'realm_access.roles',
        areasClaim: 'areas',
        clockSkewSeconds: 5,
      },
      s3: {
        ...{ endpoint: 'https://s3.example.kz', bucket: 'evidence', region: 'kz-1' },
        ...{ accessKey: 'oblys', secretKey: 'secret' },
      },
      exportLicence: 'ODbL-1.0',
      keepRunsDays: 30,
      summaryCache: false,
      prepared: false,
      logLevel: 'warn',
      nodeEnv: 'production',
      explorer: false,
      introspection: false,
      trustedDocuments: 'require',
      trustedDocumentsFile: '/srv/documents.json',
      persistedQueriesBytes: 0,
      publicUrl: 'https://oblys.example.kz',
      mail: { smtpUrl: 'smtps://u:p@mail.example.kz', from: { name: 'Oblys', address: 'oblys@example.kz' } },
      webhookSecret: '0123456789abcdef',
      corsOrigins: ['https://app.example.kz', 'http://localhost:5173', 'http://[::1]:8080'],
      trustedProxies: ['10.0.0.0/8', '2001:db8::1'],
      rates: { ...defaultRates, cost: 0 },
      limits: { ...defaultLimits, cost: 5 },
    });
  });

  it('counts an empty setting as unset', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: ' ', OBLYS_DEMO: '' })).toEqual(loadConfig({}));
  });

  it('goes past no pooler when none is named', () => {
    expect(loadConfig({ DATABASE_URL: 'postgres://u@h/d' }).databaseDirectUrl).toBe('postgres://u@h/d');
  });

  it('starts a relative data folder at the checkout', () => {
    expect(loadConfig({ OBLYS_DATA_DIR: 'tmp/x' }).dataDir).toBe(join(findWorkspaceRoot(), 'tmp', 'x'));
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(loadConfig({}))).toBe(true);
  });

  it('tells every fault at once, with the value and what is expected', () => {
    const error = faultsOf({ PORT: '99999', OBLYS_DEMO: 'maybe', OBLYS_LOG_LEVEL: 'loud', NODE_ENV: 'prod' });
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.message.split('\n')).toEqual([
      'NODE_ENV is "prod"; expected one of development, test, production.',
      'PORT is "99999"; expected a whole number from 0 to 65535.',
      'OBLYS_DEMO is "maybe"; expected 1 or 0.',
      'OBLYS_LOG_LEVEL is "loud"; expected one of trace, debug, info, warn, error, fatal, silent.',
    ]);
  });

  it.each(['4000x', '-1', '1e3', '80.5', '65536'])('refuses the port %s', (port) => {
    expect(faultsOf({ PORT: port }).faults).toMatchObject([{ setting: 'PORT', shown: JSON.stringify(port) }]);
  });

  it.each([
    ['mysql://u:hunter2@h/d', 'mysql://u:***@h/d'],
    ['postgres://u:hunter2@h:port/d', 'postgres://***@h:port/d'],
    ['postgres://u:hunt@er2@h:99999/d', 'postgres://***@h:99999/d'],
    ['postgres://u:50%hunter2@h/d', 'postgres://u:***@h/d'],
    ['host=h password=hunter2', '*** (hidden, it may hold a password)'],
    ['hunter2', '*** (hidden, it may hold a password)'],
  ])('refuses the database URL of %s without its password', (url, shown) => {
    const error = faultsOf({ DATABASE_URL: url });
    expect(error.faults).toMatchObject([{ setting: 'DATABASE_URL', shown }]);
    expect(error.message).not.toMatch(/hunter2|er2|hunt/);
  });

  it.each(['0', '-5', '1e6', 'many', '10000000000'])('refuses the limit %s', (value) => {
    expect(faultsOf({ OBLYS_MAX_TOKENS: value }).faults).toMatchObject([
      { setting: 'OBLYS_MAX_TOKENS', expected: 'a whole number from 1 to 999999999' },
    ]);
  });

  const mail = { OBLYS_SMTP_URL: 'smtp://u:hunter2@mail.example.kz', OBLYS_MAIL_FROM: 'oblys@example.kz' };

  it.each([
    [
      { ...mail, OBLYS_SMTP_URL: 'http://u:hunter2@mail.example.kz' },
      'OBLYS_SMTP_URL',
      'http://u:***@mail.example.kz/',
    ],
    [{ ...mail, OBLYS_SMTP_URL: 'mail.example.kz' }, 'OBLYS_SMTP_URL', '*** (hidden, it may hold a password)'],
    [{ ...mail, OBLYS_SMTP_URL: 'smtp://u:50%hunter2@mail' }, 'OBLYS_SMTP_URL', 'smtp://u:***@mail'],
    [{ ...mail, OBLYS_MAIL_FROM: 'a@b.kz, c@d.kz' }, 'OBLYS_MAIL_FROM', '"a@b.kz, c@d.kz"'],
    [{ OBLYS_SMTP_URL: mail.OBLYS_SMTP_URL }, 'OBLYS_SMTP_URL', 'smtp://u:***@mail.example.kz'],
    [{ OBLYS_MAIL_FROM: mail.OBLYS_MAIL_FROM }, 'OBLYS_MAIL_FROM', '*** (hidden, it may hold a password)'],
    [
      { OBLYS_OIDC_ISSUER: 'http://id.example.kz', OBLYS_OIDC_AUDIENCE: 'a' },
      'OBLYS_OIDC_ISSUER',
      'http://id.example.kz/',
    ],
    [
      { OBLYS_OIDC_ISSUER: 'id.example.kz', OBLYS_OIDC_AUDIENCE: 'a' },
      'OBLYS_OIDC_ISSUER',
      '*** (hidden, it may hold a password)',
    ],
    [{ OBLYS_OIDC_ISSUER: 'https://id.example.kz' }, 'OBLYS_OIDC_ISSUER', 'https://id.example.kz/'],
    [{ OBLYS_OIDC_AUDIENCE: 'a' }, 'OBLYS_OIDC_AUDIENCE', '*** (hidden, it may hold a password)'],
    [{ OBLYS_OIDC_CLOCK_SKEW_SECONDS: '601' }, 'OBLYS_OIDC_CLOCK_SKEW_SECONDS', '601'],
    [{ OBLYS_WEBHOOK_SECRET: 'hunter2' }, 'OBLYS_WEBHOOK_SECRET', '*** (7 characters)'],
    [{ OBLYS_PUBLIC_URL: 'oblys.example.kz' }, 'OBLYS_PUBLIC_URL', '*** (hidden, it may hold a password)'],
    [{ OBLYS_PUBLIC_URL: 'https://oblys.example.kz/?a=b' }, 'OBLYS_PUBLIC_URL', 'https://oblys.example.kz/?a=b'],
  ])('refuses %j', (env: Record<string, string>, setting, shown) => {
    const error = faultsOf(env);
    expect(error.faults).toMatchObject([{ setting, shown }]);
    expect(error.message).not.toMatch(/hunter2/);
  });

  it('refuses to let a caller spend less than one operation may cost', () => {
    expect(faultsOf({ OBLYS_RATE_COST: '10', OBLYS_MAX_COST: '11' }).message).toBe(
      'OBLYS_RATE_COST is 10; expected OBLYS_MAX_COST (11) or more, or 0.',
    );
  });

  it.each(['proxy.example', '10.0.0.0/33', '10.0.0.0/0', '::1/129', '10.0.0.1/8/8', '10.0.0.1 10.0.0.2'])(
    'does not trust the proxy %s',
    (proxy) => {
      expect(faultsOf({ OBLYS_TRUSTED_PROXIES: `::1,${proxy}` }).faults).toMatchObject([
        { setting: 'OBLYS_TRUSTED_PROXIES', shown: JSON.stringify(proxy) },
      ]);
    },
  );

  it.each([
    ['*', 'each origin in full, such as https://app.example.kz: none may stand for others'],
    ['https://*.example.kz', 'each origin in full, such as https://app.example.kz: none may stand for others'],
    ['app.example.kz', 'origins such as https://app.example.kz, with commas between'],
    ['null', 'origins such as https://app.example.kz, with commas between'],
    ['ftp://app.example.kz', 'origins such as https://app.example.kz, with commas between'],
    ['https://app.example.kz/', 'an origin as browsers write it, with no path and no more: https://app.example.kz'],
    ['https://app.example.kz/a', 'an origin as browsers write it, with no path and no more: https://app.example.kz'],
    ['https://App.example.kz:443', 'an origin as browsers write it, with no path and no more: https://app.example.kz'],
    ['https://u:hunter2@a.kz', 'an origin as browsers write it, with no path and no more: https://a.kz'],
    ['http://app.example.kz', 'https, as NODE_ENV is production and app.example.kz is not this machine'],
  ])('lets no pages of %s in', (origin, expected) => {
    const error = faultsOf({ NODE_ENV: 'production', OBLYS_CORS_ORIGINS: `http://127.0.0.1:3000,${origin}` });
    expect(error.faults).toMatchObject([{ setting: 'OBLYS_CORS_ORIGINS', expected }]);
    expect(error.message).not.toMatch(/hunter2/);
  });

  it('refuses a direct URL without the URL it goes past', () => {
    expect(faultsOf({ DATABASE_DIRECT_URL: 'postgres://u:hunter2@h/d' }).message).toBe(
      'DATABASE_DIRECT_URL is postgres://u:***@h/d; expected DATABASE_URL to be set as well, or neither.',
    );
  });
});
