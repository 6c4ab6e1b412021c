import { loadAreas, loadVocabulary, migrate } from '@oblys/database';
import type { Database } from '@oblys/database';

export interface LaidTables {
  /** The names of the migrations that were run. */
  readonly migrations: string[];
  readonly reference: { readonly inserted: number; readonly updated: number; readonly unchanged: number };
}

/** Tables and reference data as this version has them; run twice, it writes nothing. */
export async function layTables(database: Database, tell: (text: string) => void): Promise<LaidTables> {
  tell('running the migrations');
  const migrations = await migrate(database);
  tell('loading areas and vocabularies');
  const reference = await loadReference(database);
  return { migrations, reference };
}

export function loadReference(database: Database): Promise<LaidTables['reference']> {
  return database.transaction('READ COMMITTED', async (sql) => {
    const [areas, terms] = [await loadAreas(sql), await loadVocabulary(sql)];
    return {
      inserted: areas.inserted + terms.inserted,
      updated: areas.updated + terms.updated,
      unchanged: areas.unchanged + terms.unchanged,
    };
  });
}
