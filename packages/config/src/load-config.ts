import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { isLoopbackHost, locales, parseMailSender, type Locale, type MailSender } from '@oblys/domain';
import { ConfigError } from './config-error.js';
import type { ConfigFault } from './config-error.js';
import { isDatabaseUrl, isUrlOf, redactUrl } from './database-url.js';
import { readEnvironment } from './environment.js';
import type { Environment } from './environment.js';
import { findOriginFault } from './find-origin-fault.js';
import { limitSettings, type Limits } from './limits.js';
import { rateSettings, type Rates } from './rates.js';
import { settings } from './settings.js';
import { findWorkspaceRoot } from './workspace-root.js';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const NODE_ENVS = ['development', 'test', 'production'] as const;
const TRUSTED_DOCUMENTS_MODES = ['off', 'accept', 'require'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];
export type NodeEnv = (typeof NODE_ENVS)[number];
export type TrustedDocumentsMode = (typeof TRUSTED_DOCUMENTS_MODES)[number];

export interface Config {
  /** 0 takes any free port. */
  readonly port: number;
  /** An address or a name of this machine that the gateway listens on. */
  readonly host: string;
  /** Null: the embedded server of `dataDir` is used. */
  readonly databaseUrl: string | null;
  /** Past a pooler, for LISTEN and migrations; the same as `databaseUrl` unless given. */
  readonly databaseDirectUrl: string | null;
  /** Null: analysts ask the database itself. */
  readonly analyticsDatabaseUrl: string | null;
  readonly analysts: AnalystsConfig;
  /** Absolute. */
  readonly dataDir: string;
  readonly demo: boolean;
  readonly scheduler: boolean;
  /** Absolute. */
  readonly exportDir: string;
  /** Absolute. */
  readonly importDir: string;
  readonly importLocale: Locale;
  /** Null: whichever the export takes for itself. */
  readonly exportLicence: string | null;
  readonly keepRunsDays: number;
  readonly summaryCache: boolean;
  /** Whether statements that are repeated are prepared under names. */
  readonly prepared: boolean;
  readonly logLevel: LogLevel;
  readonly nodeEnv: NodeEnv;
  /** Whether the page that explores the API is served. */
  readonly explorer: boolean;
  readonly introspection: boolean;
  readonly trustedDocuments: TrustedDocumentsMode;
  /** Absolute. */
  readonly trustedDocumentsFile: string;
  /** 0 turns automatic persisted queries off. */
  readonly persistedQueriesBytes: number;
  /** Without a slash at its end; null: that of the gateway on this machine. */
  readonly publicUrl: string | null;
  /** Null: no mail is sent. */
  readonly mail: MailConfig | null;
  /** In base64, the current one first. Null: see the file. */
  readonly masterKeys: readonly string[] | null;
  /** Null: in the data folder, outside of production. */
  readonly masterKeysFile: string | null;
  readonly erasuresFile: string;
  /** Null: persons are kept without end. */
  readonly keepPersonsMonths: number | null;
  /** Null: each gateway signs links for uploads by a secret of its own. */
  readonly uploadSecret: string | null;
  readonly uploadBytes: number;
  readonly evidenceBytes: number;
  /** Null: evidence files are stored in the database. */
  readonly s3: S3Config | null;
  /** Null: nobody signs in at a provider. */
  readonly oidc: OidcConfig | null;
  /** Null: webhooks are not signed. */
  readonly webhookSecret: string | null;
  /** Of pages beside our own, as browsers write them. */
  readonly corsOrigins: readonly string[];
  /** Addresses and ranges of them. */
  readonly trustedProxies: readonly string[];
  readonly rates: Rates;
  readonly limits: Limits;
}

/** What logins of analysts are held to. */
export interface AnalystsConfig {
  readonly statementSeconds: number;
  readonly temporaryFileMb: number;
  readonly connections: number;
}

/** An OpenID Connect provider, by whose tokens people sign in. */
export interface OidcConfig {
  readonly issuer: string;
  readonly audience: string;
  /** Null: the page signs nobody in. */
  readonly clientId: string | null;
  readonly scope: string;
  readonly roleClaim: string;
  readonly areasClaim: string;
  readonly clockSkewSeconds: number;
}

/** An S3-compatible store. */
export interface S3Config {
  /** Without a slash at its end. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface MailConfig {
  /** With its password. */
  readonly smtpUrl: string;
  readonly from: MailSender;
}

/**
 * The environment as one frozen object. A setting that is empty counts as unset.
 * @throws {ConfigError} with every fault, not only the first
 */
export function loadConfig(env: Environment = readEnvironment()): Config {
  const faults: ConfigFault[] = [];
  const reader = new SettingReader(env, faults);
  const databaseUrl = reader.databaseUrl('DATABASE_URL');
  const dataDir = reader.path('OBLYS_DATA_DIR', 'folder');
  const nodeEnv = reader.oneOf('NODE_ENV', NODE_ENVS);
  const host = reader.host('OBLYS_HOST');
  const isReached = !isLoopbackHost(host);
  const config: Config = {
    port: reader.port('PORT'),
    host,
    databaseUrl,
    databaseDirectUrl: reader.databaseUrl('DATABASE_DIRECT_URL') ?? databaseUrl,
    analyticsDatabaseUrl: reader.databaseUrl('ANALYTICS_DATABASE_URL'),
    analysts: {
      statementSeconds: reader.count('OBLYS_ANALYST_STATEMENT_SECONDS'),
      temporaryFileMb: reader.count('OBLYS_ANALYST_TEMP_FILE_MB'),
      connections: reader.count('OBLYS_ANALYST_CONNECTIONS'),
    },
    dataDir,
    demo: reader.flagUnless('OBLYS_DEMO', isReached),
    scheduler: reader.flag('OBLYS_SCHEDULER'),
    exportDir: reader.optionalPath('OBLYS_EXPORT_DIR', 'folder') ?? join(dataDir, 'open-data'),
    importDir: reader.optionalPath('OBLYS_IMPORT_DIR', 'folder') ?? join(dataDir, 'imports'),
    importLocale: reader.locale('OBLYS_IMPORT_LOCALE'),
    exportLicence: reader.licence('OBLYS_EXPORT_LICENCE'),
    keepRunsDays: reader.count('OBLYS_KEEP_RUNS_DAYS'),
    summaryCache: reader.flag('OBLYS_SUMMARY_CACHE'),
    prepared: reader.flag('OBLYS_PREPARED'),
    logLevel: reader.oneOf('OBLYS_LOG_LEVEL', LOG_LEVELS),
    nodeEnv,
    explorer: reader.flagUnless('OBLYS_EXPLORER', isReached || nodeEnv === 'production'),
    introspection: reader.flag('OBLYS_INTROSPECTION'),
    trustedDocuments: reader.oneOf('OBLYS_TRUSTED_DOCUMENTS', TRUSTED_DOCUMENTS_MODES),
    trustedDocumentsFile: reader.path('OBLYS_TRUSTED_DOCUMENTS_FILE'),
    persistedQueriesBytes: reader.count('OBLYS_PERSISTED_QUERIES_BYTES', 0),
    publicUrl: reader.publicUrl('OBLYS_PUBLIC_URL'),
    mail: reader.mail('OBLYS_SMTP_URL', 'OBLYS_MAIL_FROM'),
    masterKeys: reader.keys('OBLYS_MASTER_KEYS'),
    masterKeysFile: reader.optionalPath('OBLYS_MASTER_KEYS_FILE', 'file'),
    erasuresFile: reader.optionalPath('OBLYS_ERASURES_FILE', 'file') ?? join(dataDir, 'erasures.jsonl'),
    keepPersonsMonths: reader.optionalCount('OBLYS_KEEP_PERSONS_MONTHS'),
    uploadSecret: reader.secret('OBLYS_UPLOAD_SECRET', 16),
    uploadBytes: reader.count('OBLYS_UPLOAD_BYTES'),
    evidenceBytes: reader.count('OBLYS_EVIDENCE_BYTES'),
    s3: reader.s3('OBLYS_EVIDENCE_STORE'),
    oidc: reader.oidc('OBLYS_OIDC_ISSUER'),
    webhookSecret: reader.secret('OBLYS_WEBHOOK_SECRET', 16),
    corsOrigins: reader.origins('OBLYS_CORS_ORIGINS', nodeEnv === 'production'),
    trustedProxies: reader.addresses('OBLYS_TRUSTED_PROXIES'),
    rates: reader.counts(rateSettings, 0),
    limits: reader.counts(limitSettings),
  };
  reader.assertNotAlone('DATABASE_DIRECT_URL', 'DATABASE_URL');
  reader.assertNotAlone('OBLYS_OIDC_ISSUER', 'OBLYS_OIDC_AUDIENCE');
  reader.assertNotAlone('OBLYS_OIDC_AUDIENCE', 'OBLYS_OIDC_ISSUER');
  reader.assertNotAlone('OBLYS_OIDC_CLIENT_ID', 'OBLYS_OIDC_ISSUER');
  reader.assertNotAlone('OBLYS_SMTP_URL', 'OBLYS_MAIL_FROM');
  reader.assertNotAlone('OBLYS_MAIL_FROM', 'OBLYS_SMTP_URL');
  reader.assertCanBeSpent(config);
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(config);
}

const s3Names = [
  'OBLYS_S3_ENDPOINT',
  'OBLYS_S3_BUCKET',
  'OBLYS_S3_REGION',
  'OBLYS_S3_ACCESS_KEY',
  'OBLYS_S3_SECRET_KEY',
] as const;

/** Reads settings one by one; a fault is noted and the reading goes on, so that all are told together. */
class SettingReader {
  constructor(
    private readonly env: Environment,
    private readonly faults: ConfigFault[],
  ) {}

  port(name: string): number {
    const value = this.text(name);
    const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
    if (!(port <= 65535)) this.note(name, JSON.stringify(value), 'a whole number from 0 to 65535');
    return port;
  }

  host(name: string): string {
    const value = this.text(name);
    if (isIP(value) === 0 && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value)) {
      this.note(
        name,
        JSON.stringify(value),
        'an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them',
      );
    }
    return value;
  }

  databaseUrl(name: string): string | null {
    const value = this.text(name);
    if (value === '') return null;
    if (!isDatabaseUrl(value)) {
      const expected =
        'postgres://user:password@host:5432/database, with special characters of the password percent-encoded';
      this.note(name, redactUrl(value), expected);
    }
    return value;
  }

  publicUrl(name: string): string | null {
    const value = this.text(name);
    if (value === '') return null;
    if (!isUrlOf(value, ['http:', 'https:']) || new URL(value).search !== '' || new URL(value).hash !== '') {
      this.note(name, redactUrl(value), 'the address that people type, such as https://oblys.example.kz');
    }
    return value.replace(/\/+$/, '');
  }

  mail(urlName: string, fromName: string): MailConfig | null {
    const [smtpUrl, from] = [this.text(urlName), this.text(fromName)];
    if (smtpUrl !== '' && !(isUrlOf(smtpUrl, ['smtp:', 'smtps:']) && new URL(smtpUrl).hostname !== '')) {
      const expected =
        'smtp://user:password@host:587 or smtps://…, with special characters of the password percent-encoded';
      this.note(urlName, redactUrl(smtpUrl), expected);
    }
    if (smtpUrl === '' || from === '') return null;
    try {
      return Object.freeze({ smtpUrl, from: parseMailSender(from) });
    } catch {
      this.note(fromName, JSON.stringify(from), 'a sender such as Oblys <oblys@example.kz>');
      return null;
    }
  }

  /** Read only where the store is s3; then each of its settings is needed. */
  s3(storeName: string): S3Config | null {
    if (this.oneOf(storeName, ['postgres', 's3']) !== 's3') return null;
    const endpoint = this.text('OBLYS_S3_ENDPOINT');
    if (endpoint !== '' && (!isUrlOf(endpoint, ['http:', 'https:']) || new URL(endpoint).search !== '')) {
      this.note('OBLYS_S3_ENDPOINT', redactUrl(endpoint), 'the address of the store, such as https://s3.example.kz');
    }
    const bucket = this.text('OBLYS_S3_BUCKET');
    if (bucket !== '' && !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
      this.note('OBLYS_S3_BUCKET', JSON.stringify(bucket), 'from 3 to 63 small letters, digits, dots and hyphens');
    }
    for (const name of s3Names) {
      if (this.text(name) === '') this.note(name, 'nothing', `a value, as ${storeName} is s3`);
    }
    const [region, accessKey, secretKey] = [
      this.text('OBLYS_S3_REGION'),
      this.text('OBLYS_S3_ACCESS_KEY'),
      this.text('OBLYS_S3_SECRET_KEY'),
    ];
    return Object.freeze({ endpoint: endpoint.replace(/\/+$/, ''), bucket, region, accessKey, secretKey });
  }

  /** Its address is one that nobody can change on the way: by TLS, or on this machine. */
  oidc(issuerName: string): OidcConfig | null {
    const issuer = this.text(issuerName);
    const isUrl = isUrlOf(issuer, ['http:', 'https:']) && new URL(issuer).search === '' && new URL(issuer).hash === '';
    if (issuer !== '' && !(isUrl && (issuer.startsWith('https:') || isLoopbackHost(new URL(issuer).hostname)))) {
      this.note(
        issuerName,
        redactUrl(issuer),
        'the issuer as its tokens name it, such as https://id.example.kz/realms/oblys',
      );
    }
    const config = {
      issuer,
      audience: this.text('OBLYS_OIDC_AUDIENCE'),
      clientId: this.text('OBLYS_OIDC_CLIENT_ID') || null,
      scope: this.text('OBLYS_OIDC_SCOPE'),
      roleClaim: this.text('OBLYS_OIDC_ROLE_CLAIM'),
      areasClaim: this.text('OBLYS_OIDC_AREAS_CLAIM'),
      clockSkewSeconds: this.count('OBLYS_OIDC_CLOCK_SKEW_SECONDS', 0),
    };
    if (config.clockSkewSeconds > 600) {
      this.note('OBLYS_OIDC_CLOCK_SKEW_SECONDS', String(config.clockSkewSeconds), 'a whole number from 0 to 600');
    }
    return issuer === '' ? null : Object.freeze(config);
  }

  /** Never shown, not even where it is wrong. */
  secret(name: string, leastLength: number): string | null {
    const value = this.text(name);
    if (value !== '' && value.length < leastLength) {
      this.note(
        name,
        `*** (${value.length} characters)`,
        `at least ${leastLength} characters, such as those of \`openssl rand -hex 32\``,
      );
    }
    return value === '' ? null : value;
  }

  /** Never shown, not even where they are wrong. */
  keys(name: string): readonly string[] | null {
    const texts = this.text(name)
      .split(',')
      .map((text) => text.trim());
    if (texts.join('') === '') return null;
    if (!texts.every((text) => /^[A-Za-z0-9+/]{43}=$/.test(text))) {
      this.note(name, '***', 'keys of 32 bytes in base64, with commas between, such as `oblys keys new` makes');
    }
    return Object.freeze(texts);
  }

  optionalCount(name: string): number | null {
    return this.text(name) === '' ? null : this.count(name);
  }

  path(name: string, what = 'file'): string {
    const value = this.text(name);
    if (value.includes('\0')) this.note(name, JSON.stringify(value), `the path of a ${what}`);
    return resolve(findWorkspaceRoot(), value);
  }

  optionalPath(name: string, what: string): string | null {
    return this.text(name) === '' ? null : this.path(name, what);
  }

  licence(name: string): string | null {
    const value = this.text(name);
    if (!/^[-a-zA-Z0-9._]*$/.test(value)) this.note(name, JSON.stringify(value), 'an identifier such as CC-BY-4.0');
    return value === '' ? null : value;
  }

  count(name: string, least = 1): number {
    const value = this.text(name);
    const count = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (!(count >= least)) this.note(name, JSON.stringify(value), `a whole number from ${least} to 999999999`);
    return count;
  }

  counts<Key extends string>(named: Readonly<Record<Key, { name: string }>>, least = 1): Readonly<Record<Key, number>> {
    const counts = Object.entries<{ name: string }>(named).map(([key, { name }]) => [key, this.count(name, least)]);
    return Object.freeze(Object.fromEntries(counts)) as Readonly<Record<Key, number>>;
  }

  /** Of machines or networks, each by its number: a name could come to mean another machine. */
  addresses(name: string): readonly string[] {
    const texts = this.list(name);
    for (const text of texts) {
      const [address = '', bits, ...rest] = text.split('/');
      const most = [0, 32, 128][[0, 4, 6].indexOf(isIP(address))]!;
      const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most);
      if (most === 0 || !isRange || rest.length > 0) {
        this.note(
          name,
          JSON.stringify(text),
          'addresses such as 10.0.0.7, or ranges such as 10.0.0.0/8, with commas between',
        );
      }
    }
    return Object.freeze(texts);
  }

  origins(name: string, isProduction: boolean): readonly string[] {
    const texts = this.list(name);
    for (const text of texts) {
      const expected = findOriginFault(text, isProduction);
      if (expected !== null) this.note(name, redactUrl(text), expected);
    }
    return Object.freeze(texts);
  }

  flag(name: string): boolean {
    const value = this.text(name).toLowerCase();
    if (['1', 'true', 'yes', 'on'].includes(value)) return true;
    if (['0', 'false', 'no', 'off'].includes(value)) return false;
    this.note(name, JSON.stringify(this.text(name)), '1 or 0');
    return false;
  }

  /** Where it is not set, on unless something is so. */
  flagUnless(name: string, isSo: boolean): boolean {
    return this.text(name) === '' ? !isSo : this.flag(name);
  }

  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice {
    const value = this.text(name);
    const choice = choices.find((each) => each === value.toLowerCase());
    if (choice === undefined) this.note(name, JSON.stringify(value), `one of ${choices.join(', ')}`);
    return choice ?? (value as Choice);
  }

  /** Written in small letters. */
  locale(name: string): Locale {
    const choices = locales.map((locale) => locale.toLowerCase());
    return this.oneOf(name, choices).toUpperCase() as Locale;
  }

  /** What costs more than one may spend could never be asked for. */
  assertCanBeSpent({ rates, limits }: Pick<Config, 'rates' | 'limits'>): void {
    if (rates.cost === 0 || !(rates.cost < limits.cost)) return;
    this.note(rateSettings.cost.name, String(rates.cost), `${limitSettings.cost.name} (${limits.cost}) or more, or 0`);
  }

  /** A setting that means nothing without another one is a mistake better told than ignored. */
  assertNotAlone(name: string, other: string): void {
    if (this.text(name) !== '' && this.text(other) === '') {
      this.note(name, redactUrl(this.text(name)), `${other} to be set as well, or neither`);
    }
  }

  private list(name: string): string[] {
    return this.text(name)
      .split(',')
      .map((text) => text.trim())
      .filter((text) => text !== '');
  }

  private text(name: string): string {
    const given = this.env[name]?.trim();
    if (given !== undefined && given !== '') return given;
    const setting = settings.find((each) => each.name === name);
    if (setting === undefined) throw new Error(`Setting ${name} is missing from the table of settings.`);
    return setting.default;
  }

  private note(setting: string, shown: string, expected: string): void {
    this.faults.push({ setting, shown, expected });
  }
}
