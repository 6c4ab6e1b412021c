import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database, type Sql } from '@oblys/database';
import {
  countLive,
  definitionAt,
  getTopic,
  keepDefinitions,
  listDefinitions,
  listMeasures,
  measureSql,
  refresh,
  topics,
  type KeptDefinition,
  type LiveAsk,
  type Topic,
} from '@oblys/rollups';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { seedRollupsRecords } from '../support/rollups-records.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';

const asOf = '2025-11-05';

let home: TestDatabase;
let database: Database;
let runId: string;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await seedRollupsTree(database);
  await seedRollupsRecords(database, 2025);
  ({ runId } = await refresh(database, { asOf }));
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

const historyOf = async (sql: Sql, topic: string, measure: string): Promise<KeptDefinition[]> =>
  (await listDefinitions(sql)).filter((kept) => kept.topic === topic && kept.measure === measure);

/** Roadmaps as somebody changed them: another wording, and what is executed counts from its due day on. */
const changed: Topic = {
  ...getTopic('roadmap'),
  measures: getTopic('roadmap').measures.map((measure) => {
    if (measure.code === 'planned') return { ...measure, definition: { ...measure.definition, en: 'Items planned.' } };
    if (measure.code !== 'executed' || measure.computation.by !== 'stock') return measure;
    return { ...measure, computation: { ...measure.computation, enters: 'record.due_on' } };
  }),
};

describe('keepDefinitions', () => {
  it('keeps every definition from the first build on', async () => {
    const kept = await listDefinitions(database);
    expect(kept).toHaveLength(listMeasures().length);
    expect(kept.every((each) => each.number === 1 && each.runId === runId && each.asOf === asOf)).toBe(true);
    expect(kept.flatMap((each) => each.changed)).toEqual([]);
    const [planned] = await historyOf(database, 'roadmap', 'planned');
    const measure = getTopic('roadmap').measures.find(({ code }) => code === 'planned')!;
    expect(planned).toMatchObject({
      ...{ names: measure.names, definition: measure.definition, unit: 'items', kind: 'STOCK', isAdditive: true },
      sql: measureSql(getTopic('roadmap'), measure),
    });
  });

  it('keeps nothing more while nothing changes', async () => {
    await refresh(database, { asOf });
    expect(await listDefinitions(database)).toHaveLength(listMeasures().length);
  });

  it('keeps a changed one beside the old, and says what changed, of what is made of it too', async () => {
    const rollback = new Error('rolled back');
    await database
      .transaction('READ COMMITTED', async (sql) => {
        await keepDefinitions(sql, { topics: [changed], runId, asOf: '2025-11-06' });
        const [wording, first] = await historyOf(sql, 'roadmap', 'planned');
        expect([wording!.number, wording!.asOf, wording!.changed]).toEqual([2, '2025-11-06', ['DEFINITION']]);
        expect([wording!.definition.en, first!.definition.en]).toEqual([
          'Items planned.',
          'Items of the roadmap that are adopted and not withdrawn at the end of the day.',
        ]);
        const [computed] = await historyOf(sql, 'roadmap', 'executed');
        expect(computed!.changed).toEqual(['COMPUTATION']);
        expect(computed!.sql).toContain('record.due_on <= :day');
        const [rate] = await historyOf(sql, 'roadmap', 'completionRate');
        expect([rate!.number, rate!.changed]).toEqual([2, ['COMPUTATION']]);
        expect(await historyOf(sql, 'roadmap', 'notDue')).toHaveLength(1);
        // What was in force comes back in force as a version of its own.
        await keepDefinitions(sql, { topics: [getTopic('roadmap')], runId, asOf: '2025-11-07' });
        const numbers = (await historyOf(sql, 'roadmap', 'executed')).map(({ number }) => number);
        expect(numbers).toEqual([3, 2, 1]);
        throw rollback;
      })
      .catch((error: unknown) => expect(error).toBe(rollback));
  });

  it.each([
    'update measure_definition set unit = unit',
    'delete from measure_definition',
    'truncate measure_definition',
  ])('is only ever added to: %s is refused', async (statement) => {
    await expect(database.query(statement)).rejects.toThrow('Definitions are only ever added to');
  });
});

describe('definitionAt', () => {
  const kept = (number: number, day: string): KeptDefinition =>
    ({ number, inForceSince: new Date(`${day}T00:00:00Z`) }) as KeptDefinition;
  const history = [kept(2, '2025-06-01'), kept(1, '2025-01-01')];

  it.each([
    ['2024-12-31', undefined],
    ['2025-01-01', 1],
    ['2025-05-31', 1],
    ['2025-06-01', 2],
  ])('finds what was in force on %s', (day, number) => {
    expect(definitionAt(history, new Date(`${day}T00:00:00Z`))?.number).toBe(number);
  });
});

describe('measureSql', () => {
  it.each(topics.map(({ code }) => code))('gives what is counted live, of every measure of %s', async (code) => {
    const topic = getTopic(code);
    const ask: LiveAsk = {
      ...{ areaCode: rollupsTree.north, level: 'REGION', programmeCode: null },
      ...{ from: '2025-01-01', to: '2025-12-31', asOf },
    };
    const [live] = await countLive(database, topic, [ask]);
    const given: Readonly<Record<string, string>> = {
      region: `'${ask.areaCode}'`,
      from: `date '${ask.from}'`,
      day: `date '${asOf}'`,
      as_of: `date '${asOf}'`,
    };
    for (const measure of topic.measures) {
      const sql = measureSql(topic, measure).replace(
        /(?<!:):(region|from|day|as_of)\b/g,
        (_all, name: string) => given[name]!,
      );
      const [row] = await database.query<Record<string, unknown>>(sql);
      const [value] = Object.values(row!);
      const figure = live!.values[measure.code];
      expect([measure.code, value === null ? null : Number(value)]).toEqual([
        measure.code,
        figure === null ? null : expect.closeTo(Number(figure), 10),
      ]);
    }
  });
});
