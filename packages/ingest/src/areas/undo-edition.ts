import { sayWhy, type Database, type Sql } from '@oblys/database';
import { NotFoundError, type IsoDate } from '@oblys/domain';
import { importKinds } from '../kinds/import-kinds.js';
import { EditionBuiltOnError } from './edition-errors.js';
import { lockAreas } from './import-edition.js';
import { placeRecords } from './place-records.js';
import { writeAreas, type RowWrite } from './write-areas.js';

export interface UndoneEdition {
  readonly editionId: string;
  readonly name: string;
  /** Rows that are as they were before. */
  readonly rows: number;
  /** Records whose region, district or branch is again the one of before. */
  readonly moved: number;
}

/**
 * Takes the newest edition back: every area, name and place is what it was before it.
 * @throws {NotFoundError} when there is no such edition, or it is undone
 * @throws {EditionBuiltOnError} when a later edition, a change by other hands, or a record stands on it
 */
export function undoEdition(database: Database, editionId: string, undoneBy: string): Promise<UndoneEdition> {
  return database.transaction('READ COMMITTED', async (sql) => {
    await lockAreas(sql);
    const { name, inForceOn } = await findEdition(sql, editionId);
    await assertNewest(sql, editionId, name);
    const writes = await sql.query<RowWrite>(
      `/* areas:writes   $1 = edition */ select target, before, after from area_edition_write where edition_id = $1 order by number`,
      [editionId],
    );
    await assertUntouched(sql, editionId, name);
    const undone = writes.map(({ target, before, after }) => ({ target, before: after, after: before }));
    const replaced = [...new Set(writes.flatMap(replacedArea))];
    await writeAreas(sql, undone);
    await assertUnused(sql, name, await nowhere(sql, replaced));
    await sayWhy(sql, `Edition ${name} is undone`, undoneBy);
    const { moved } = await placeRecords(sql, replaced, [], inForceOn);
    await sql.query(
      `/* areas:mark-undone   $1 = edition, $2 = who */ update area_edition set undone_by = $2, undone_at = now() where id = $1`,
      [editionId, undoneBy],
    );
    return { editionId, name, rows: writes.length, moved };
  });
}

async function findEdition(sql: Sql, editionId: string): Promise<{ name: string; inForceOn: IsoDate }> {
  const [found] = await sql.query<{ name: string; inForceOn: IsoDate }>(
    `/* areas:edition   $1 = edition */
     select name, in_force_on::text as "inForceOn" from area_edition where id::text = $1 and undone_at is null`,
    [editionId],
  );
  if (found === undefined) throw new NotFoundError(`There is no edition ${editionId} that could be undone.`);
  return found;
}

async function assertNewest(sql: Sql, editionId: string, name: string): Promise<void> {
  const [later] = await sql.query<{ name: string }>(
    `/* areas:later-edition   $1 = edition */
     select later.name
       from area_edition as later
       join area_edition as own
         on own.id = $1
      where later.undone_at is null
        and (later.in_force_on, later.imported_at) > (own.in_force_on, own.imported_at)
      limit 1`,
    [editionId],
  );
  if (later !== undefined) throw new EditionBuiltOnError(name, `the edition "${later.name}" came after it`);
}

const keys: Readonly<Record<RowWrite['target'], readonly string[]>> = {
  area: ['code'],
  area_parent: ['area_code'],
  area_successor: ['from_code', 'to_code'],
  area_former_name: ['area_code'],
};

/** A row that is no longer as the edition wrote it was changed by other hands. */
async function assertUntouched(sql: Sql, editionId: string, name: string): Promise<void> {
  const [touched] = await sql.query<{ after: object }>(
    `/* areas:touched   $1 = edition */
     ${Object.entries(keys)
       .map(
         ([target, key]) => `select wrote.after
       from area_edition_write as wrote
      where wrote.edition_id = $1
        and wrote.target = '${target}'
        and wrote.after is not null
        and not exists (
          select
            from ${target} as stored
           where ${key.map((column) => `stored.${column}::text = wrote.after ->> '${column}'`).join(' and ')}
             and to_jsonb(stored) = wrote.after
        )`,
       )
       .join('\n     union all\n     ')}
      limit 1`,
    [editionId],
  );
  if (touched !== undefined) {
    throw new EditionBuiltOnError(name, `this row was changed since: ${JSON.stringify(touched.after)}`);
  }
}

function replacedArea({ target, before, after }: RowWrite): string[] {
  if (target !== 'area_parent') return [];
  return [((before ?? after) as { area_code: string }).area_code];
}

/** The areas that have no place any more, at no time: those that the edition had added. */
async function nowhere(sql: Sql, codes: readonly string[]): Promise<string[]> {
  const found = await sql.query<{ code: string }>(
    `/* areas:nowhere   $1 = codes */
     select given.code
       from unnest($1::text[]) as given (code)
      where not exists (select from area_parent as link where link.area_code = given.code)`,
    [codes],
  );
  return found.map(({ code }) => code);
}

/** Records and reports of areas that are to be nowhere would be nowhere too. */
async function assertUnused(sql: Sql, name: string, added: readonly string[]): Promise<void> {
  for (const table of [...importKinds.map((kind) => kind.table), 'report']) {
    const [used] = await sql.query<{ area_code: string }>(
      `/* areas:used/${table}   $1 = areas that the edition added */
       select area_code from ${table} where area_code = any($1::text[]) limit 1`,
      [added],
    );
    if (used !== undefined) {
      throw new EditionBuiltOnError(name, `rows of ${table} lie in area ${used.area_code}, which it added`);
    }
  }
}
