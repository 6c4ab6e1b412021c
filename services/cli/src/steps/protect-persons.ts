import type { Config } from '@oblys/config';
import type { Database } from '@oblys/database';
import { holdsOpenData, listErasures, reapplyErasures, rewriteSealed, sealOpenData } from '@oblys/persons';
import { openErasureList, requireMasterKeys } from '../open-persons.js';
import { counted } from '../words.js';

export interface ProtectedPersons {
  /** Persons that were stored in the open, and are sealed now. */
  readonly sealed: number;
  /** The words of appeals likewise. */
  readonly texts: number;
  /** Persons who were back, as after a restore, and are erased once more. */
  readonly erased: number;
}

/** What has to be so of persons before anybody works with them; run twice, it does nothing. */
export async function protectPersons(database: Database, config: Config): Promise<ProtectedPersons> {
  const sealed = (await holdsOpenData(database))
    ? await sealOpenData(database, await requireMasterKeys(config))
    : { persons: 0, texts: 0 };
  await rewriteSealed(database);
  const list = openErasureList(config);
  await listErasures(database, list);
  return { sealed: sealed.persons, texts: sealed.texts, erased: await reapplyErasures(database, await list.read()) };
}

/** Null where nothing had to be done. */
export function describeProtected({ sealed, texts, erased }: ProtectedPersons): string | null {
  const done = [
    sealed > 0 && `${counted(sealed, 'person')} sealed`,
    texts > 0 && `${counted(texts, 'text')} of appeals sealed`,
    erased > 0 && `${counted(erased, 'person')} erased once more, as the list of erasures has it`,
  ].filter((part) => part !== false);
  return done.length === 0 ? null : done.join(', ');
}
