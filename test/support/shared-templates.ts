import { loadAreas, loadVocabulary, openDatabase, type Database } from '@oblys/database';
import { testMasterKeys } from './master-keys.js';
import { migratedTemplate, onServer, testServerUrl } from './postgres.js';

/** The day of the report, until which the shared demonstration goes. */
export const demoDay = '2025-11-05';

/** A template with the areas and the vocabularies. */
export function referenceTemplate(): Promise<string> {
  return provideTemplate(
    'oblys_template_reference',
    async () => migratedTemplate,
    async (database) => {
      await database.transaction('READ COMMITTED', (sql) => loadAreas(sql));
      await database.transaction('READ COMMITTED', (sql) => loadVocabulary(sql));
    },
  );
}

/** A template with the demonstration of Akmola until `demoDay`, and no build. */
export function demoTemplate(): Promise<string> {
  return provideTemplate('oblys_template_demo', referenceTemplate, async (database) => {
    // Loaded here: the many who only copy the template go without.
    const { loadDemo } = await import('@oblys/ingest');
    await loadDemo(database, { until: demoDay, masterKeys: testMasterKeys });
  });
}

/** A template with the same demonstration and the build of `demoDay`. */
export function builtDemoTemplate(): Promise<string> {
  return provideTemplate('oblys_template_built_demo', demoTemplate, async (database) => {
    const { refresh } = await import('@oblys/rollups');
    await refresh(database, { asOf: demoDay });
  });
}

/**
 * The name of a template of the server: made by the first test file that wants it, while others that want it wait, and
 * copied by all in a fraction of the time. Nobody can connect to it, so nothing that a test does is in it.
 */
async function provideTemplate(
  name: string,
  origin: () => Promise<string>,
  prepare: (database: Database) => Promise<void>,
): Promise<string> {
  const server = testServerUrl();
  await onServer(server, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rows } = await client.query<{ datistemplate: boolean }>(
      'select datistemplate from pg_database where datname = $1',
      [name],
    );
    if (rows[0]?.datistemplate === true) return;
    // What a test file that failed has left half-made.
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name} template ${await origin()}`);
    await prepareDatabase(server, name, prepare);
    await client.query(`alter database ${name} with is_template true allow_connections false`);
  });
  return name;
}

async function prepareDatabase(
  server: string,
  name: string,
  prepare: (database: Database) => Promise<void>,
): Promise<void> {
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href, poolSize: 2, applicationName: name });
  try {
    await prepare(database);
  } finally {
    await database.close();
  }
}
