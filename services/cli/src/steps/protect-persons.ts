import type { Config } from '@oblys/config';
import type { Database } from '@oblys/database';
import { listErasures, reapplyErasures, sealOpenData } from '@oblys/persons';
import { openErasureList, requireMasterKeys } from '../open-persons.js';
import { counted } from '../words.js';

export interface ProtectedPersons {
  /** Persons that were stored in the open, and are sealed now. */
  readonly sealed: number;
  /** Persons who were back, as after a restore, and are erased once more. */
  readonly erased: number;
}

/** What has to be so of persons before anybody works with them; run twice, it does nothing. */
export async function protectPersons(database: Database, config: Config): Promise<ProtectedPersons> {
  const [open] = await database.query(`/* persons:any-open */ select from person where sealing = 'NONE' limit 1`);
  const sealed = open === undefined ? 0 : (await sealOpenData(database, await requireMasterKeys(config))).persons;
  const list = openErasureList(config);
  await listErasures(database, list);
  return { sealed, erased: await reapplyErasures(database, await list.read()) };
}

/** Null where nothing had to be done. */
export function describeProtected({ sealed, erased }: ProtectedPersons): string | null {
  const done = [
    sealed > 0 && `${counted(sealed, 'person')} sealed`,
    erased > 0 && `${counted(erased, 'person')} erased once more, as the list of erasures has it`,
  ].filter((part) => part !== false);
  return done.length === 0 ? null : done.join(', ');
}
