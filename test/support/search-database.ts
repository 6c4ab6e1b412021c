import type { Database } from '@oblys/database';

/** The tables of a database of which some row, read as text, holds one of the words, as it is or as bytes. */
export async function tablesHolding(database: Database, words: readonly string[]): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `select relname as name from pg_class where relkind in ('r', 'p', 'm') and relnamespace = 'public'::regnamespace order by relname`,
  );
  const holding: string[] = [];
  for (const { name } of tables) {
    const [found] = await database.query<{ is_there: boolean }>(
      `select exists (
                select
                  from ${name} as stored
                 cross join lateral (select to_jsonb(stored)::text as row) as told
                 where exists (
                         select
                           from unnest($1::text[]) as word
                          where strpos(told.row, word) > 0
                             or strpos(told.row, encode(convert_to(word, 'UTF8'), 'hex')) > 0
                       )
              ) as is_there`,
      [words],
    );
    if (found!.is_there) holding.push(name);
  }
  return holding;
}
