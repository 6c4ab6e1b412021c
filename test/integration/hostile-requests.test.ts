import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DevelopmentIssuer } from '@oblys/access';
import { openDatabase, type Database } from '@oblys/database';
import { reconcile } from '@oblys/ingest';
import {
  attack,
  floods,
  hostilities,
  otherScopes,
  Target,
  withoutScope,
  type Attacked,
  type Hostility,
} from '../support/attacks/index.js';
import { brokenRequests } from '../support/attacks/broken-requests.js';
import { listInjections, wordsOfSql } from '../support/attacks/injections.js';
import { stopRunningClis } from '../support/cli.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { builtDemoTemplate, demoDay } from '../support/shared-templates.js';
import { makeRunFolder } from '../support/run-folder.js';
import { seedReportOf } from '../support/stated-reports.js';
import { weakenBuild } from '../support/weakened-build.js';

const ownDistrict = '115600000';
const otherDistrict = '117000000';

/** Lists of records with a district of their own. */
const plurals = [
  ...['akimElections', 'appeals', 'commissionPlanItems', 'correspondence', 'courseGroups', 'factions'],
  ...['factionSessions', 'fundedProjects', 'legalAidCases', 'meetings', 'monitoringVisits', 'primaryOrganizations'],
  ...['programmeEvents', 'proposals', 'roadmapItems'],
];

const folder = makeRunFolder('hostile');
let testDatabase: TestDatabase;
let database: Database;
let environment: Record<string, string>;
let attacked: Attacked;

/** The platform as it is built, and a copy without its defences, each on the machine of a developer and in production. */
const targets: Record<'strong' | 'weak', Target[]> = { strong: [], weak: [] };
const targetFor = (build: 'strong' | 'weak', { isInProduction = false }: Pick<Hostility, 'isInProduction'> = {}) =>
  targets[build][isInProduction ? 1 : 0]!;

/** How many of each kind there are, and got what they were after. */
const table = new Map<string, { attacks: number; strong?: number; weak?: number }>();

beforeAll(async () => {
  testDatabase = await createTestDatabase({ template: await builtDemoTemplate() });
  database = await openDatabase({ url: testDatabase.url, poolSize: 2 });
  const heading = { areaCode: otherDistrict, asOf: demoDay, publishedOn: demoDay };
  const ofOneDay = { unit: 'appeals', periodFrom: '2025-10-06', periodTo: '2025-10-06' };
  await seedReportOf(database, [['appeal.received', 'EXACT', '99', ofOneDay]], heading);
  await reconcile(database, { all: true });
  environment = {
    // What one caller may ask for in a minute is held in tests of its own; here every attack is to meet its own refusal.
    ...{ OBLYS_RATE_REQUESTS: '0', OBLYS_RATE_COST: '0', OBLYS_RATE_BAD_TOKENS: '0' },
    DATABASE_URL: testDatabase.url,
    OBLYS_DATA_DIR: folder,
    OBLYS_SUMMARY_CACHE: '0',
    OBLYS_LOG_LEVEL: 'error',
  };
  const issuer = await DevelopmentIssuer.open(folder);
  const weakMain = weakenBuild(
    join(folder, 'weakened'),
    // Several kinds may have one in common.
    [...new Set(hostilities.flatMap(({ weakenings }) => weakenings))],
  );
  const weak = Object.assign({ ...environment }, ...hostilities.map(({ settings = {} }) => settings));
  const production = { NODE_ENV: 'production' };
  targets.strong = await startEach([environment, { ...environment, ...production }]);
  targets.weak = await startEach([weak, { ...weak, ...production }], weakMain);
  const editor = await issuer.sign({ role: 'DISTRICT_EDITOR', areaCodes: [ownDistrict] }, 2);
  attacked = { editor, ownDistrict, otherDistrict, records: await findRecords(), ...(await findReport()) };
}, 120_000);

afterAll(async () => {
  process.stdout.write(describeTable());
  await Promise.all([...targets.strong, ...targets.weak].map((target) => target.stop()));
  await stopRunningClis();
  await database?.close();
  await testDatabase?.drop();
  rmSync(folder, { recursive: true, force: true });
});

function startEach(environments: readonly Record<string, string>[], main?: string): Promise<Target[]> {
  return Promise.all(environments.map((each) => Target.start(each, main)));
}

function findRecords(): Promise<Attacked['records'][number][]> {
  return Promise.all(
    plurals.map(async (plural) => {
      const query = `{ ${plural}(first: 1, filter: { area: "${otherDistrict}" }) { edges { cursor node { id } } } }`;
      const answer = await targetFor('strong').ask(query);
      const [{ cursor, node }] = answer!.data[plural].edges as [{ cursor: string; node: { id: string } }];
      return { plural, id: node.id, cursor };
    }),
  );
}

async function findReport(): Promise<Pick<Attacked, 'report' | 'figure'>> {
  const query = '{ reports(first: 1) { edges { node { id figures { id } } } } }';
  const answer = await targetFor('strong').ask(query);
  const [{ node }] = answer!.data.reports.edges as [{ node: { id: string; figures: [{ id: string }] } }];
  return { report: node.id, figure: node.figures[0].id };
}

function describeTable(): string {
  const rows = [...table].map(
    ([kind, { attacks, strong, weak }]) =>
      `  ${kind.padEnd(61)} ${String(attacks).padStart(7)} ${String(attacks - (strong ?? NaN)).padStart(8)} ${String(weak).padStart(9)}\n`,
  );
  return ['Hostile requests'.padEnd(63), ' attacks', '  refused', ' if weakened\n', ...rows].join('');
}

describe.each(hostilities.map((hostility) => [hostility.kind, hostility] as const))('%s', (kind, hostility) => {
  it('get nothing, and the gateway goes on', async () => {
    const attacks = hostility.attacks(attacked);
    expect(attacks.length).toBeGreaterThanOrEqual(10);
    expect(new Set(attacks.map(([what]) => what)).size).toBe(attacks.length);
    const strong = targetFor('strong', hostility);
    const succeeded = await attack(strong, attacks);
    table.set(kind, { attacks: attacks.length, strong: succeeded.length });
    expect(succeeded).toEqual([]);
    expect(await strong.isUp()).toBe(true);
  });

  it('all get what they are after where the platform is weakened', async () => {
    const attacks = hostility.attacks(attacked);
    const weak = targetFor('weak', hostility);
    const succeeded = await attack(weak, attacks);
    table.set(kind, { attacks: attacks.length, ...table.get(kind), weak: succeeded.length });
    expect(succeeded).toEqual(attacks.map(([what]) => what));
    expect(await weak.isUp()).toBe(true);
  });
});

describe('a flood', () => {
  it.each(floods.map((flood) => [flood.what, flood] as const))(
    'of %s is refused by a code that says so, and the next question is answered',
    async (_what, { code, send }) => {
      const strong = targetFor('strong');
      expect(await send(strong)).toEqual([code]);
      expect(await strong.isUp()).toBe(true);
    },
  );
});

describe('a request that is none', () => {
  it.each(brokenRequests)('as %s does not bring the gateway down', async (_what, text) => {
    const strong = targetFor('strong');
    await strong.throwAt(text);
    expect(await strong.isUp()).toBe(true);
  });
});

describe('ids and cursors of another scope', () => {
  it('get nothing either where the condition is forgotten and PostgreSQL alone keeps to it', async () => {
    const forgetful = await Target.start(environment, weakenBuild(join(folder, 'forgetful'), [withoutScope]));
    expect(await attack(forgetful, otherScopes.attacks(attacked))).toEqual([]);
    expect(await forgetful.isUp()).toBe(true);
    await forgetful.stop();
  });
});

describe('words of SQL', () => {
  it('are values in every string argument: nothing of them is run, and nothing fails on our side', async () => {
    const counted = `select (select count(*) from sector) as sectors, (select count(*) from appeal) as appeals,
                            (select count(*) from record_change) as changes`;
    const before = await database.query(counted);
    const strong = targetFor('strong');
    const faults: unknown[] = [];
    const injections = listInjections();
    expect(injections.length).toBeGreaterThan(400);
    for (const { what, query } of injections) {
      const answer = await strong.ask(query, { variables: { words: wordsOfSql } });
      const codes = (answer?.errors ?? []).map(({ extensions }) => extensions?.code);
      if (answer === null || codes.includes('INTERNAL_SERVER_ERROR')) faults.push({ what, answer });
    }
    expect(faults).toEqual([]);
    expect(await database.query(counted)).toEqual(before);
    expect(await strong.isUp()).toBe(true);
  });
});
