import { isDatabaseUrl, redactUrl } from '@oblys/config';
import { OblysError } from '@oblys/domain';
import pg from 'pg';

export type DatabaseServerErrorCode =
  | 'DATABASE_URL_INVALID'
  | 'DATABASE_UNREACHABLE'
  | 'DATABASE_ACCESS_DENIED'
  | 'DATABASE_UNKNOWN'
  | 'DATABASE_TOO_OLD'
  | 'DATABASE_ENCODING'
  | 'DATABASE_LOCALE'
  | 'DATABASE_READ_ONLY'
  | 'DATABASE_RIGHTS';

/** Why a PostgreSQL cannot be used, in one line that never holds its password. */
export class DatabaseServerError extends OblysError {
  constructor(
    readonly code: DatabaseServerErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface CheckedServer {
  /** Such as 18.4. */
  readonly version: string;
  /** Such as 18. */
  readonly major: number;
  readonly database: string;
  readonly user: string;
}

const OLDEST_MAJOR = 15;
const CONNECTS_WITHIN_MS = 10_000;
/** What the migrations create. */
const EXTENSIONS = ['pg_trgm', 'btree_gist'];

/**
 * Whether the system can live on this PostgreSQL: reachable, 15 or newer, UTF-8, with trigrams of Kazakh words and
 * the right to create. Changes nothing.
 * @throws {DatabaseServerError}
 */
export async function checkServer(url: string): Promise<CheckedServer> {
  if (!isDatabaseUrl(url)) {
    throw new DatabaseServerError(
      'DATABASE_URL_INVALID',
      `The database URL ${redactUrl(url)} is malformed. Write postgres://user:password@host:5432/database, with special characters of the password percent-encoded.`,
    );
  }
  const client = await connect(url);
  try {
    const facts = await readFacts(client);
    assertUsable(facts, redactUrl(url));
    await assertTrigrams(client, redactUrl(url));
    return { version: facts.version, major: facts.major, database: facts.database, user: facts.user };
  } finally {
    await client.end().catch(() => {}); // what it had to say is said; a connection that breaks now is no fault
  }
}

async function connect(url: string): Promise<pg.Client> {
  let client: pg.Client;
  try {
    client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECTS_WITHIN_MS,
      application_name: 'oblys-check',
    });
  } catch (error) {
    throw refusal(error, url); // an option of the URL that pg does not take
  }
  client.on('error', () => {}); // a connection that breaks also fails the query that waits for it
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw refusal(error, url);
  }
}

/** What a failed connection means for the one who has set the URL. */
function refusal(error: unknown, url: string): DatabaseServerError {
  const shown = redactUrl(url);
  const { username, pathname } = new URL(url);
  const { code, message } = error as { code?: string; message: string };
  const reason = innermostMessage(error, url);
  if (code === '28P01' || code === '28000' || /password must be a string/.test(message)) {
    const denied = `The database at ${shown} does not let the user "${decodeURIComponent(username)}" in (${reason}). Check user and password of DATABASE_URL.`;
    return new DatabaseServerError('DATABASE_ACCESS_DENIED', denied, { cause: error });
  }
  if (code === '3D000') {
    const unknown = `The server at ${shown} has no database "${decodeURIComponent(pathname.slice(1))}". Create it, or correct DATABASE_URL.`;
    return new DatabaseServerError('DATABASE_UNKNOWN', unknown, { cause: error });
  }
  return new DatabaseServerError(
    'DATABASE_UNREACHABLE',
    `No PostgreSQL answers at ${shown} (${reason}). Check host and port of DATABASE_URL, and that the server runs.`,
    { cause: error },
  );
}

/** A host of several addresses fails with several errors and no message of its own. */
function innermostMessage(error: unknown, url: string): string {
  const { message, errors } = error as AggregateError;
  const text = message || (errors ?? []).map((each: Error) => each.message).join(', ') || String(error);
  const line = text.replaceAll(/\s+/g, ' ');
  const { password } = new URL(url);
  return [password, decodeURIComponent(password)].reduce(
    (shown, secret) => (secret ? shown.replaceAll(secret, '***') : shown),
    line,
  );
}

interface ServerFacts {
  version: string;
  major: number;
  encoding: string;
  database: string;
  user: string;
  schema: string | null;
  isReadOnly: boolean;
  mayCreate: boolean;
}

async function readFacts(client: pg.Client): Promise<ServerFacts> {
  const { rows } = await client.query<ServerFacts>(`
    select split_part(current_setting('server_version'), ' ', 1) as "version",
           current_setting('server_version_num')::int / 10000 as "major",
           current_setting('server_encoding') as "encoding",
           current_database() as "database",
           current_user as "user",
           current_schema() as "schema",
           current_setting('transaction_read_only') = 'on' as "isReadOnly",
           coalesce(has_schema_privilege(current_schema(), 'create'), false) as "mayCreate"`);
  if (rows[0] === undefined) throw new TypeError('The server gave no row for its own settings.');
  return rows[0];
}

function assertUsable(facts: ServerFacts, shown: string): void {
  if (facts.major < OLDEST_MAJOR) {
    throw new DatabaseServerError(
      'DATABASE_TOO_OLD',
      `The database at ${shown} is PostgreSQL ${facts.version}, and ${OLDEST_MAJOR} is the oldest that will do. Name a newer server in DATABASE_URL.`,
    );
  }
  if (facts.encoding !== 'UTF8') {
    throw new DatabaseServerError(
      'DATABASE_ENCODING',
      `The database at ${shown} is encoded in ${facts.encoding}, which cannot hold Kazakh names. Create one with: ${creation(facts.database)}.`,
    );
  }
  if (facts.isReadOnly) {
    throw new DatabaseServerError(
      'DATABASE_READ_ONLY',
      `The database at ${shown} only allows reading (a standby, or default_transaction_read_only). Name the primary server in DATABASE_URL.`,
    );
  }
  if (!facts.mayCreate) {
    const schema = facts.schema ?? 'public';
    throw new DatabaseServerError(
      'DATABASE_RIGHTS',
      `The user "${facts.user}" may not create tables in the schema "${schema}" of ${shown}. Let a superuser run: grant create, usage on schema ${schema} to "${facts.user}".`,
    );
  }
}

/** In a transaction that is rolled back, since the extension may have to be created to be asked. */
async function assertTrigrams(client: pg.Client, shown: string): Promise<void> {
  await client.query('begin');
  try {
    for (const extension of EXTENSIONS) await createExtension(client, extension, shown);
    const { rows } = await client.query<{ schema: string }>(`
      select quote_ident(namespace.nspname) as schema
        from pg_extension as extension
        join pg_namespace as namespace on namespace.oid = extension.extnamespace
       where extension.extname = 'pg_trgm'`);
    const { rows: answers } = await client.query<{ knowsKazakh: boolean; database: string }>(`
      select lower('ҚАЗ') = 'қаз' and cardinality(${rows[0]?.schema}.show_trgm('қала')) > 0 as "knowsKazakh",
             current_database() as "database"`);
    if (answers[0]?.knowsKazakh === true) return;
    throw new DatabaseServerError(
      'DATABASE_LOCALE',
      `The database at ${shown} does not know Kazakh letters (lower('ҚАЗ') or show_trgm('қала') fail under its LC_CTYPE), so names could not be searched. Create one with: ${creation(answers[0]?.database ?? 'oblys')}.`,
    );
  } finally {
    await client.query('rollback');
  }
}

async function createExtension(client: pg.Client, extension: string, shown: string): Promise<void> {
  try {
    await client.query(`create extension if not exists ${extension}`);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const remedy =
      code === '42501'
        ? `Let a superuser run in it: create extension ${extension}`
        : 'Install the contrib modules of PostgreSQL on the server';
    throw new DatabaseServerError(
      'DATABASE_RIGHTS',
      `The extension ${extension} cannot be created in the database at ${shown} (${message}). ${remedy}.`,
      { cause: error },
    );
  }
}

function creation(database: string): string {
  return `create database "${database}" template template0 encoding 'UTF8' lc_ctype 'C.UTF-8'`;
}
