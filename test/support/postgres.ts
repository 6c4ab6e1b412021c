import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** The template that each run prepares once: a database with every migration run. */
export const migratedTemplate = 'oblys_template';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * A database of the test file's own on the server of its jest project, a copy of the migrated template unless another
 * one is named (`template0` is empty). Drop it when done; the server goes away with the run in any case.
 */
export async function createTestDatabase({ template = migratedTemplate } = {}): Promise<TestDatabase> {
  const server = testServerUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server, (client) =>
    client.query(`create database ${name} template ${client.escapeIdentifier(template)}`),
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => onServer(server, (client) => client.query(`drop database if exists ${name} with (force)`)),
  };
}

/** The server that the jest project of this test file runs on, for tests that need a whole one (roles, encodings). */
export function testServerUrl(): string {
  const { postgresMajor } = globalThis as { postgresMajor?: number };
  const url = postgresMajor === undefined ? undefined : process.env[serverVariable(postgresMajor)];
  if (url === undefined)
    throw new Error('This test needs a jest project with a PostgreSQL: see "jest" in package.json.');
  return url;
}

/** How the run's setup tells the workers where the server is. */
export function serverVariable(major: number): string {
  return `OBLYS_TEST_POSTGRES_${major}`;
}

export async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
