import { readFile } from 'node:fs/promises';
import { confinesOf, roleName, type Viewer } from '@oblys/access';
import { askMeasuresAs, askSql, limitRows, measureTable, openAnalystSession } from '@oblys/analytics';
import type { GivenRole } from '@oblys/database';
import { createHash } from 'node:crypto';
import { countryCode, InvalidInputError, NotFoundError, type Locale } from '@oblys/domain';
import type { ExportTable } from '@oblys/exports';
import type { Command } from 'commander';
import {
  createCommand,
  createContext,
  parseAreaOption,
  parseDateOption,
  parseFileOption,
  parseLimitOption,
  parseLocaleOption,
  type CommandHost,
} from '../command.js';
import {
  askedQuestion,
  collectDimensions,
  collectFilters,
  collectNames,
  collectOrders,
  oneOf,
  parseComparison,
  parseGrain,
  parseTree,
  questionOptionsOf,
  type QuestionOptions,
} from '../query/asked-question.js';
import { findDestination, giveOut, queryFormats, type DestinationOptions } from '../query/give-out.js';
import { requester } from '../requester.js';
import type { Session } from '../session.js';
import { collectAreas, parseRoleOption, roleNames } from './token.js';

interface QueryOptions extends QuestionOptions, DestinationOptions {
  sql?: string;
  sqlFile?: string;
  role: GivenRole;
  areaScope?: string[];
  limit?: number;
  locale: Locale;
  bom?: boolean;
}

/** More are hardly read in a terminal; the line below says how many there are. */
const usualRows = 1_000;
/** Long enough for any answer that a statement may take its time for. */
const sessionMinutes = 60;

export function queryCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'query',
    summary: 'ask measures by dimensions, or in SQL',
    description:
      'Answers a question with the figures that the gateway gives for it, or one in SQL over the views of the schema analytics, as a table or a file. Each says what it holds: its filters, as-of day, run and freshness, and what is not there and why.',
    example:
      'oblys query --measures appeal.received,appeal.positiveShare --by district,month --from 2025-01-01 --to 2025-10-31',
  })
    .option('--measures <codes>', 'what is asked for, such as appeal.received,appeal.positiveShare', collectNames)
    .option('--by <dimensions>', 'what to tell figures apart by, such as district,month', collectDimensions)
    .option('--from <day>', 'the first day of the span', parseDateOption)
    .option('--to <day>', 'the last day of the span', parseDateOption)
    .option(
      '--as-of <day>',
      'what the records say about that day; that of the current build unless given',
      parseDateOption,
    )
    .option('--grain <grain>', 'month, quarter, half-year or year: breaks the span into periods', parseGrain)
    .option('--area <code>', 'what the whole is about; the country unless given', parseAreaOption)
    .option('--tree <tree>', 'as-recorded or current: the areas to count in', parseTree)
    .option(
      '--where <filter>',
      'which codes of a dimension count, such as channel=MOBILE, again for more',
      collectFilters,
    )
    .option('--compare <with>', 'previous-year or previous-period: an earlier span beside each figure', parseComparison)
    .option('--order-by <keys>', 'such as appeal.received:desc,district', collectOrders)
    .option('--sql <select>', 'a question in SQL, in place of measures')
    .option('--sql-file <file>', 'the same out of a file', parseFileOption)
    .option('--role <role>', `who asks: ${roleNames}`, parseRoleOption, 'ADMINISTRATOR' as GivenRole)
    .option('--area-scope <code>', 'an area that they may see, again for more; the country unless given', collectAreas)
    .option(
      '--limit <rows>',
      `how many rows at the most; ${usualRows} of a table unless given, else all`,
      parseLimitOption,
    )
    .option(
      '--locale <locale>',
      'the language of headings and names: kk, ru or en; en unless given',
      parseLocaleOption,
      'EN',
    )
    .option('--format <format>', 'table, csv, json, ndjson, xlsx or parquet', oneOf(queryFormats, 'format'))
    .option('--out <file>', 'a file, whose ending tells the format unless that is given', parseFileOption)
    .option('--force', 'write over a file that is there')
    .option('--bom', 'begin CSV with the mark by which Excel tells UTF-8')
    .action(async (options: QueryOptions) => {
      const text = await readSql(options);
      const question = text === null ? askedQuestion(options) : null;
      const { output, withSession, interruption } = createContext(host, 'query', options.json ?? false);
      const destination = await findDestination(options);
      const most = options.limit ?? (destination.kind === 'TABLE' ? usualRows : null);
      const now = new Date();
      await withSession(async (session) => {
        const viewer = await findViewer(session, options);
        const saying = { locale: options.locale, generatedAt: now, most };
        const give = (table: ExportTable, total: number | null, asked: object) =>
          giveOut(session.database, table, destination, {
            output,
            csv: { bom: options.bom ?? false },
            signal: interruption.signal,
            total,
            asked: { ...asked, role: viewer.role, areaCodes: confinesOf(viewer) },
          });
        output.progress('asking');
        await session.interruptible(async () => {
          if (question !== null) {
            const reply = await askMeasuresAs(session.database, viewer, question, now);
            const table = await measureTable(session.database, reply, saying);
            await give(table, Math.min(reply.rows.length, most ?? Infinity), { question });
            return;
          }
          await askInSql(session, viewer, text!, saying, (table) =>
            give(most === null ? table : limitRows(table, most), null, {
              sqlSha256: createHash('sha256').update(text!).digest('hex'),
            }),
          );
        });
      });
    });
}

async function askInSql(
  session: Session,
  viewer: Viewer,
  text: string,
  { locale, generatedAt }: { locale: Locale; generatedAt: Date },
  give: (table: ExportTable) => Promise<void>,
): Promise<void> {
  const { database, config, stopSignal } = session;
  const { analysts: limits, analyticsDatabaseUrl: replicaUrl } = config;
  const asking = await openAnalystSession(database, viewer, { limits, replicaUrl, minutes: sessionMinutes });
  // Its statements are those of another user, which stopping those of the command does not reach.
  const stop = () => void asking.close().catch(() => undefined);
  stopSignal.addEventListener('abort', stop, { once: true });
  try {
    stopSignal.throwIfAborted();
    const confines = confinesOf(viewer)?.join(' ') ?? countryCode;
    const askedAs = `${roleName(viewer.role)}, ${confines}`;
    await give(await askSql(database, asking, { text, locale, generatedAt, limits, askedAs }));
  } finally {
    stopSignal.removeEventListener('abort', stop);
    await asking.close();
  }
}

/** @throws {InvalidInputError} when SQL is given twice, beside measures, or in a file that cannot be read */
async function readSql({ sql, sqlFile, ...options }: QueryOptions): Promise<string | null> {
  if (sql === undefined && sqlFile === undefined) return null;
  if (sql !== undefined && sqlFile !== undefined) {
    throw new InvalidInputError('--sql and --sql-file are two questions: ask one.');
  }
  const beside = questionOptionsOf(options);
  if (beside.length > 0) {
    throw new InvalidInputError(`A question in SQL says all of it by itself: leave ${beside.join(', ')} out.`);
  }
  if (sqlFile === undefined) return sql!;
  return readFile(sqlFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new InvalidInputError(`${sqlFile} cannot be read: ${error.code}.`, { cause: error });
  });
}

/** @throws {NotFoundError} when an area of the scope is not there: nothing would be seen of it, and nobody told why */
async function findViewer({ database }: Session, { role, areaScope }: QueryOptions): Promise<Viewer> {
  if (areaScope === undefined) return { name: requester(), role, scope: 'WHOLE_TREE' };
  const [unknown] = await database.query<{ code: string }>(
    `/* query:unknown-areas   $1 = areas */
select asked.code
  from unnest($1::text[]) as asked (code)
 where not exists (select from area where area.code = asked.code)`,
    [areaScope],
  );
  if (unknown !== undefined) throw new NotFoundError(`There is no area "${unknown.code}".`);
  return { name: requester(), role, scope: { areaCodes: areaScope } };
}
