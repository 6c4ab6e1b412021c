import {
  advisoryLocks,
  closeIncident,
  listOpenIncidents,
  openIncident,
  type Database,
  type IncidentReport,
  type Sql,
} from '@oblys/database';
import { businessDay } from '@oblys/domain';
import { listFreshness, topics, type Topic, type TopicFreshness } from '@oblys/rollups';
import { explorerPath } from './explorer-path.js';
import { findJobTroubles } from './job-troubles.js';
import { allOverdueText, findingsText, overdueText, type FoundOfTopic } from './incident-words.js';

const kinds = ['FRESHNESS', 'FINDINGS', 'JOB'] as const;

/** Keys of incidents. */
export interface WatchedIncidents {
  readonly opened: string[];
  readonly closed: string[];
}

/**
 * Opens an incident for each topic whose figures are overdue, or one for all of them, for what checks and verifications
 * found wrong of one, and for each job whose last run failed or is late; and closes those of its own that are over. To
 * be called each minute, by any number of processes.
 */
export function watchIncidents(database: Database, now: Date): Promise<WatchedIncidents> {
  return database.transaction('READ COMMITTED', async (sql) => {
    // One at a time: who read before a build would open again what who read after it has closed.
    await sql.query('/* incident:watch */ select pg_advisory_xact_lock($1)', [advisoryLocks.incidents]);
    const wrong = [
      ...(await findOverdue(sql, now)),
      ...(await findFindings(sql, now)),
      ...(await findJobTroubles(sql, now)),
    ];
    const opened: string[] = [];
    for (const report of wrong) if ((await openIncident(sql, { ...report, at: now })).isNew) opened.push(report.key);
    return { opened, closed: await closeOthers(sql, new Set(wrong.map(({ key }) => key)), now) };
  });
}

async function closeOthers(sql: Sql, wrong: ReadonlySet<string>, now: Date): Promise<string[]> {
  const closed: string[] = [];
  for (const kind of kinds) {
    for (const { key } of await listOpenIncidents(sql, kind)) {
      if (!wrong.has(key) && (await closeIncident(sql, key, now))) closed.push(key);
    }
  }
  return closed;
}

async function findOverdue(sql: Sql, now: Date): Promise<IncidentReport[]> {
  const found = await listFreshness(sql, now);
  // A database that nothing was ever built in is new, not late.
  if (found.every(({ asOf }) => asOf === null)) return [];
  const overdue = found.filter(({ isOverdue }) => isOverdue);
  const open = new Set((await listOpenIncidents(sql, 'FRESHNESS')).map(({ key }) => key));
  const common = { kind: 'FRESHNESS', severity: 'WARNING' as const, linkPath: explorerPath(freshnessQuery) };
  if (isOneIncident(found, overdue, open)) return [{ key: allTopics, ...allOverdueText(overdue), ...common }];
  return overdue.map((each) => ({ key: keyOf(each), ...overdueText(each), ...common }));
}

const allTopics = 'freshness:all';
const keyOf = ({ topic }: TopicFreshness) => `freshness:${topic.code}`;
const freshnessQuery = '{ freshness { topic name asOf dueAsOf isOverdue overdueSince } }';

/**
 * Where the night's build is missing, one incident stands for all topics, until the last of them is current: fifteen
 * messages would say one thing. Topics that were overdue by themselves before stay so, for their incidents are not over.
 */
function isOneIncident(
  found: readonly TopicFreshness[],
  overdue: readonly TopicFreshness[],
  open: ReadonlySet<string>,
): boolean {
  if (overdue.length === 0) return false;
  return open.has(allTopics) || (overdue.length === found.length && !overdue.some((each) => open.has(keyOf(each))));
}

async function findFindings(sql: Sql, now: Date): Promise<IncidentReport[]> {
  const rows = await sql.query<FoundOfTopic & { topic: string; runId: string }>(
    `/* incident:findings */
select kind, topic, count(*)::integer as count,
       (array_agg(message order by found_at, id))[1:5] as messages,
       (array_agg(run_id order by found_at desc, id))[1] as "runId"
  from finding
 where resolved_at is null
   and kind in ('CHECK', 'VERIFY')
 group by kind, topic
 order by kind, topic`,
  );
  return rows.map(({ topic: code, runId, ...found }) => {
    const topic = topics.find((each) => each.code === code);
    return {
      key: `findings:${found.kind.toLowerCase()}:${code}`,
      kind: 'FINDINGS',
      severity: 'CRITICAL',
      ...findingsText(topic?.names ?? { kk: code, ru: code, en: code }, found),
      linkPath: topic === undefined ? '/' : explorerPath(stalenessQuery(topic, now)),
      runId,
    };
  });
}

function stalenessQuery({ code, measures: [measure] }: Topic, now: Date): string {
  const today = businessDay(now);
  const input = `measures: ["${code}.${measure!.code}"], by: [REGION], from: "${today.slice(0, 4)}-01-01", to: "${today}"`;
  return `{ measureQuery(input: { ${input} }) { provenance { runId asOf isStale staleReasons } } }`;
}
