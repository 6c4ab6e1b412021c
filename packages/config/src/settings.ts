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
    meaning: 'Port of the gateway on the loopback address; 0 takes any free one.',
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
    name: 'OBLYS_DATA_DIR',
    default: '.oblys',
    meaning: 'Folder of the embedded database; a relative path starts at the checkout.',
  },
  {
    name: 'OBLYS_DEMO',
    default: '1',
    meaning: '1 loads the Akmola demonstration into an empty database, 0 leaves it empty.',
  },
  {
    name: 'OBLYS_SCHEDULER',
    default: '1',
    meaning: '1 runs the scheduled jobs beside the gateway, 0 serves without them.',
  },
  {
    name: 'OBLYS_SUMMARY_CACHE',
    default: '1',
    meaning: '1 keeps stored figures in the memory of the gateway until the next build, 0 reads them each time.',
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
];
