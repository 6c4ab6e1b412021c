import type { Sql } from '@oblys/database';
import { type Locale } from '@oblys/domain';
import { latestBuild } from '@oblys/rollups';
import type { ExportRow, ExportTable } from '@oblys/exports';
import type { QueryArrayConfig, QueryArrayResult } from 'pg';
import type { AnalystLimits } from '../logins/limits.js';
import type { AnalystSession } from '../sessions/open-analyst-session.js';
import { sqlColumn, type SqlColumn } from './sql-columns.js';
import { assertSqlQuestion } from './sql-question.js';
import { describeRefusal } from './sql-refusal.js';
import { sqlStatementOf } from './sql-statement.js';

export interface SqlQuestion {
  readonly text: string;
  readonly locale: Locale;
  readonly generatedAt: Date;
  /** What the session was opened with, for the words of a refusal. */
  readonly limits: AnalystLimits;
  /** As whom it is asked, in words. */
  readonly askedAs: string;
}

const rowsOfBatch = 1_000;
const declared = 'declare answer no scroll cursor for\n';

/**
 * Asks a question in SQL by a session of its own and gives its rows as they come, a thousand at a time. One statement
 * that reads: PostgreSQL itself refuses several, since the text is sent by the extended protocol, and anything but a
 * query, since it is that of a cursor.
 * @param sql as the platform, to tell what the current build is
 * @throws {InvalidInputError} when the text is no question, or names what is not there
 * @throws {SqlForbiddenError} when it writes, or reads what analysts may not
 * @throws {SqlLimitError} when it passes what sessions are held to, here or while its rows are read
 */
export async function askSql(sql: Sql, { client }: AnalystSession, question: SqlQuestion): Promise<ExportTable> {
  const { text, locale, limits } = question;
  assertSqlQuestion(text);
  const refused = (error: unknown) => describeRefusal(error, limits, declared.length);
  const ask = async (config: Pick<QueryArrayConfig, 'text'>): Promise<QueryArrayResult<(string | null)[]>> => {
    try {
      return await client.query({
        ...config,
        rowMode: 'array',
        types: asText,
        queryMode: 'extended',
      } as QueryArrayConfig);
    } catch (error) {
      throw refused(error);
    }
  };
  await ask({ text: 'begin isolation level repeatable read, read only' });
  // All rows are read, and not the first ones alone, for which PostgreSQL would plan otherwise.
  await ask({ text: 'set local cursor_tuple_fraction = 1' });
  await ask({ text: `${declared}${text}` });
  const fetch = () => ask({ text: `fetch forward ${rowsOfBatch} from answer` });
  const first = await fetch();
  const definitions = await readDefinitions(first);
  const columns = first.fields.map((field, index) =>
    sqlColumn(
      field,
      first.rows.map((row) => row[index]!),
      definitions[index]!,
    ),
  );
  const build = await latestBuild(sql);
  const shown = columns.map(({ column }) => column);
  return {
    name: 'answer',
    locale,
    columns: shown,
    batches: readBatches(first.rows, columns, async () => (await fetch()).rows),
    statement: () => sqlStatementOf(question, build, shown),
  };

  /** What is said of the columns of views, for those that the question gives as they stand. */
  async function readDefinitions({ fields }: Pick<QueryArrayResult, 'fields'>): Promise<(string | null)[]> {
    const { rows } = await client.query<{ said: string | null }>(
      `/* sql-question:columns   $1 = relations, $2 = their columns */
select col_description(field.relation, field.number) as said
  from unnest($1::oid[], $2::integer[]) with ordinality as field (relation, number, place)
 order by field.place`,
      [fields.map(({ tableID }) => tableID), fields.map(({ columnID }) => columnID)],
    );
    return rows.map(({ said }) => said);
  }
}

/** Values as PostgreSQL writes them: what they become is ours to say. */
const asText = { getTypeParser: () => (text: string) => text };

async function* readBatches(
  first: readonly (string | null)[][],
  columns: readonly SqlColumn[],
  fetch: () => Promise<readonly (string | null)[][]>,
): AsyncGenerator<ExportRow[]> {
  for (let rows = first; rows.length > 0; rows = rows.length < rowsOfBatch ? [] : await fetch()) {
    yield rows.map((row) =>
      columns.map(({ read }, index) => {
        const text = row[index]!;
        return text === null ? null : read(text);
      }),
    );
  }
}
