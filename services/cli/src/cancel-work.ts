import { cancelApplication, openDatabase } from '@oblys/database';

/** Cancels the statements of an application until its work has settled, over a connection of its own. */
export async function cancelWork(url: string, applicationName: string, settled: AbortSignal): Promise<void> {
  const database = await openDatabase({ url, poolSize: 1, applicationName: `${applicationName} stop` });
  try {
    await cancelApplication(database, applicationName, settled);
  } finally {
    await database.close();
  }
}
