import { limitSettings } from './limits.js';
import { rateSettings } from './rates.js';

/** One setting of the environment, as the README's table and `.env.example` list it. */
export interface Setting {
  readonly name: string;
  /** As it would be typed; empty where unset is the default. */
  readonly default: string;
  readonly meaning: string;
}

/** Every setting the system reads. A test holds README.md and .env.example to this table. */
export const settings: readonly Setting[] = [
  {
    name: 'PORT',
    default: '4000',
    meaning: 'Port of the gateway; 0 takes any free one.',
  },
  {
    name: 'OBLYS_HOST',
    default: '127.0.0.1',
    meaning:
      'Address that the gateway listens on, this machine alone unless set; on another one nothing that is for development can be on.',
  },
  {
    name: 'DATABASE_URL',
    default: '',
    meaning: 'A PostgreSQL 15 or newer to use; without it the embedded one is started.',
  },
  {
    name: 'DATABASE_DIRECT_URL',
    default: '',
    meaning: 'The same database past a pooler, for migrations and LISTEN; without it `DATABASE_URL` serves.',
  },
  {
    name: 'ANALYTICS_DATABASE_URL',
    default: '',
    meaning: 'A read replica of the database that analysts ask in SQL; without it they ask the database itself.',
  },
  {
    name: 'OBLYS_ANALYST_STATEMENT_SECONDS',
    default: '300',
    meaning: 'How long a statement of an analyst may run.',
  },
  {
    name: 'OBLYS_ANALYST_TEMP_FILE_MB',
    default: '1024',
    meaning: 'How much a session of an analyst may write to disk in large sorts.',
  },
  {
    name: 'OBLYS_ANALYST_CONNECTIONS',
    default: '5',
    meaning: 'How many sessions a login of an analyst may have at once.',
  },
  {
    name: 'OBLYS_DATA_DIR',
    default: '.oblys',
    meaning: 'Folder of the embedded database; a relative path starts at the checkout.',
  },
  {
    name: 'OBLYS_DEMO',
    default: '',
    meaning:
      '1 loads the Akmola demonstration into an empty database, 0 leaves it empty; unset, it is loaded where `OBLYS_HOST` is this machine.',
  },
  {
    name: 'OBLYS_SCHEDULER',
    default: '1',
    meaning: '1 runs the scheduled jobs beside the gateway, 0 serves without them.',
  },
  {
    name: 'OBLYS_EXPORT_DIR',
    default: '',
    meaning: 'Folder that exports are written into; unset, `open-data` within the data folder.',
  },
  {
    name: 'OBLYS_EXPORT_LICENCE',
    default: '',
    meaning: 'Identifier of the licence of exported open data, as SPDX lists it; unset, CC-BY-4.0.',
  },
  {
    name: 'OBLYS_IMPORT_DIR',
    default: '',
    meaning:
      'Folder that files are taken in from each night, one folder in it per kind; unset, `imports` within the data folder.',
  },
  {
    name: 'OBLYS_IMPORT_LOCALE',
    default: 'kk',
    meaning: 'Language of what is said of files that are refused there: kk, ru or en.',
  },
  {
    name: 'OBLYS_MASTER_KEYS',
    default: '',
    meaning:
      'Keys that wrap those of persons, each 32 bytes in base64 (`oblys keys new` makes one), with commas between; the first wraps, the others open what they wrapped before.',
  },
  {
    name: 'OBLYS_MASTER_KEYS_FILE',
    default: '',
    meaning:
      'File with the same, a key on each line. Without either, outside of production, a key is made in the data folder.',
  },
  {
    name: 'OBLYS_ERASURES_FILE',
    default: '',
    meaning:
      'List of the persons who were erased, to be kept apart from backups of the database; unset, `erasures.jsonl` within the data folder.',
  },
  {
    name: 'OBLYS_KEEP_PERSONS_MONTHS',
    default: '',
    meaning: 'For how long persons are kept after the last of their cases was closed; unset, without end.',
  },
  {
    name: 'OBLYS_UPLOAD_SECRET',
    default: '',
    meaning: 'Signs links to upload files by, the same for all gateways; unset, each gateway has one of its own.',
  },
  {
    name: 'OBLYS_UPLOAD_BYTES',
    default: '209715200',
    meaning: 'The largest file that may be uploaded.',
  },
  {
    name: 'OBLYS_EVIDENCE_STORE',
    default: 'postgres',
    meaning: 'Where new evidence files of records are stored: postgres or s3.',
  },
  {
    name: 'OBLYS_EVIDENCE_BYTES',
    default: '20971520',
    meaning: 'The largest evidence file that is taken.',
  },
  {
    name: 'OBLYS_S3_ENDPOINT',
    default: '',
    meaning: 'The S3-compatible store, such as `https://s3.example.kz`; needed for s3, as are the next four.',
  },
  {
    name: 'OBLYS_S3_BUCKET',
    default: '',
    meaning: 'The bucket in it, which is there already and open to nobody else.',
  },
  {
    name: 'OBLYS_S3_REGION',
    default: '',
    meaning: 'The region that requests to it are signed for; `us-east-1` where it knows none.',
  },
  {
    name: 'OBLYS_S3_ACCESS_KEY',
    default: '',
    meaning: 'Who asks there.',
  },
  {
    name: 'OBLYS_S3_SECRET_KEY',
    default: '',
    meaning: 'What requests to it are signed with.',
  },
  {
    name: 'OBLYS_OIDC_ISSUER',
    default: '',
    meaning: 'The OpenID Connect provider that people sign in at, as its tokens name it; unset, nobody does.',
  },
  {
    name: 'OBLYS_OIDC_AUDIENCE',
    default: '',
    meaning: 'What tokens for this platform name as whom they are for; goes with the issuer.',
  },
  {
    name: 'OBLYS_OIDC_CLIENT_ID',
    default: '',
    meaning: 'The client as which the page signs people in, a public one; unset, only programs sign in.',
  },
  {
    name: 'OBLYS_OIDC_SCOPE',
    default: 'openid profile',
    meaning: 'What the page asks the provider for.',
  },
  {
    name: 'OBLYS_OIDC_ROLE_CLAIM',
    default: 'oblys_role',
    meaning: 'Where a token holds the role; a path such as `realm_access.roles` is followed.',
  },
  {
    name: 'OBLYS_OIDC_AREAS_CLAIM',
    default: 'oblys_areas',
    meaning: 'Where a token holds the codes of areas.',
  },
  {
    name: 'OBLYS_OIDC_CLOCK_SKEW_SECONDS',
    default: '60',
    meaning: 'How far the clocks of the provider and of the gateway may differ.',
  },
  {
    name: 'OBLYS_KEEP_RUNS_DAYS',
    default: '400',
    meaning: 'How many days a run is kept that no figure, publication, verdict or finding rests on.',
  },
  {
    name: 'OBLYS_SUMMARY_CACHE',
    default: '1',
    meaning: '1 keeps stored figures in the memory of the gateway until the next build, 0 reads them each time.',
  },
  {
    name: 'OBLYS_PREPARED',
    default: '1',
    meaning: '1 lets connections keep the plans of repeated statements, 0 is for poolers that cannot.',
  },
  {
    name: 'OBLYS_LOG_LEVEL',
    default: 'info',
    meaning: 'The least level that is logged: trace, debug, info, warn, error, fatal or silent.',
  },
  {
    name: 'NODE_ENV',
    default: 'development',
    meaning: 'development, test or production.',
  },
  {
    name: 'OBLYS_EXPLORER',
    default: '',
    meaning:
      '1 serves the explorer of the API at `/explorer`, 0 does not; unset, it is served except in production, where `OBLYS_HOST` is this machine.',
  },
  {
    name: 'OBLYS_INTROSPECTION',
    default: '1',
    meaning: '1 answers questions about the schema itself, 0 refuses them.',
  },
  {
    name: 'OBLYS_TRUSTED_DOCUMENTS',
    default: 'off',
    meaning: 'accept runs documents of the manifest by their hash, require runs no others, off knows none.',
  },
  {
    name: 'OBLYS_TRUSTED_DOCUMENTS_FILE',
    default: 'schema/trusted-documents.json',
    meaning: 'The manifest of trusted documents; a relative path starts at the checkout.',
  },
  {
    name: 'OBLYS_PERSISTED_QUERIES_BYTES',
    default: '8388608',
    meaning: 'Memory for automatic persisted queries, the least used go first; 0 turns them off.',
  },
  {
    name: 'OBLYS_PUBLIC_URL',
    default: '',
    meaning: 'Where people reach the platform, for links in what is sent; unset, `http://localhost` and the port.',
  },
  {
    name: 'OBLYS_SMTP_URL',
    default: '',
    meaning: 'The mail server, such as `smtps://user:password@mail.example.kz`; without it no mail is sent.',
  },
  {
    name: 'OBLYS_MAIL_FROM',
    default: '',
    meaning: 'Who mail comes from, such as `Oblys <oblys@example.kz>`; goes with `OBLYS_SMTP_URL`.',
  },
  {
    name: 'OBLYS_WEBHOOK_SECRET',
    default: '',
    meaning: 'What webhooks are signed with, 16 characters or more; without it they are not signed.',
  },
  {
    name: 'OBLYS_CORS_ORIGINS',
    default: '',
    meaning:
      'Origins whose pages may ask the API and read its answers, such as `https://app.example.kz`, with commas between, each in full; unset, pages of this gateway alone.',
  },
  {
    name: 'OBLYS_TRUSTED_PROXIES',
    default: '',
    meaning:
      'Addresses of proxies that say truly who asks (`X-Forwarded-For`) and by TLS or not, with commas between, ranges too, such as `10.0.0.0/8`; what others say of it is ignored.',
  },
  ...[...Object.values(rateSettings), ...Object.values(limitSettings)].map(({ name, default: number, meaning }) => ({
    name,
    default: String(number),
    meaning,
  })),
];
