import { layViews } from '@oblys/analytics';
import { loadAreas, loadVocabulary, migrate } from '@oblys/database';
import type { Config } from '@oblys/config';
import type { Database } from '@oblys/database';
import { protectPersons, type ProtectedPersons } from './protect-persons.js';

export interface LaidTables {
  /** The names of the migrations that were run. */
  readonly migrations: string[];
  /** Whether the views of analysts were laid anew. */
  readonly areViewsNew: boolean;
  /** What had to be done to protect persons. */
  readonly persons: ProtectedPersons;
  readonly reference: { readonly inserted: number; readonly updated: number; readonly unchanged: number };
}

/** Tables and reference data as this version has them; run twice, it writes nothing. */
export async function layTables(database: Database, config: Config, tell: (text: string) => void): Promise<LaidTables> {
  tell('running the migrations');
  const migrations = await migrate(database);
  const areViewsNew = await layViews(database);
  tell('loading areas and vocabularies');
  const reference = await loadReference(database);
  tell('looking after persons');
  return { migrations, areViewsNew, persons: await protectPersons(database, config), reference };
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
