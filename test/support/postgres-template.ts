import { layViews } from '@oblys/analytics';
import { migrate, openDatabase } from '@oblys/database';
import { migratedTemplate, onServer } from './postgres.js';

/** Makes the database that every test database is a copy of; nobody can connect to it afterwards, as copying needs. */
export async function makeTemplate(serverUrl: string): Promise<void> {
  await onServer(serverUrl, (client) => client.query(`create database ${migratedTemplate}`));
  const url = new URL(serverUrl);
  url.pathname = `/${migratedTemplate}`;
  await prepareTemplate(url.href);
  await onServer(serverUrl, (client) =>
    client.query(`alter database ${migratedTemplate} with is_template true allow_connections false`),
  );
}

/** What every test finds in its database. */
async function prepareTemplate(url: string): Promise<void> {
  const database = await openDatabase({ url, poolSize: 2, applicationName: 'oblys-test-template' });
  try {
    await migrate(database);
    await layViews(database);
  } finally {
    await database.close();
  }
}
