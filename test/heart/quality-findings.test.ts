import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database, type Fence } from '@oblys/database';
import { InvalidInputError, NotFoundError } from '@oblys/domain';
import {
  acknowledgeFinding,
  checkQuality,
  CheckUnderWayError,
  FindingStateError,
  listFindings,
  qualityRules,
  QualityRuleError,
  readQualityTrend,
  reopenFinding,
  resolveFinding,
  type BuildProgress,
  type FindingKey,
} from '@oblys/rollups';
import { seedRecord } from '../support/gateway-records.js';
import { createJobRun } from '../support/jobs.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { seedVocabularies } from '../support/rollups-records.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';

const asOf = '2025-11-05';
const rule = 'roadmap.executed-before-adopted';
const { north, south, burabay, almatyVillage } = rollupsTree;
const analyst = { name: 'analyst', within: null };

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await seedRollupsTree(database);
  await seedVocabularies(database);
});

afterEach(async () => {
  for (const table of ['roadmap_item', 'quality_finding', 'quality_trend'])
    await database.query(`delete from ${table}`);
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

const check = (day = asOf) => checkQuality(database, { asOf: day, topics: ['roadmap'] });

const plantFault = (areaCode: string = burabay): Promise<string> =>
  seedRecord(database, 'roadmap_item', { area_code: areaCode, adopted_on: '2025-01-10', executed_on: '2025-01-09' });

const correct = (id: string) =>
  database.query(`update roadmap_item set executed_on = '2025-03-01' where id = $1`, [id]);
const spoil = (id: string) => database.query(`update roadmap_item set executed_on = '2025-01-09' where id = $1`, [id]);

async function outcome(day = asOf) {
  const { rules } = await check(day);
  const { open, acknowledged, opened, resolved } = rules.find((one) => one.rule === rule)!;
  return { open, acknowledged, opened, resolved };
}

interface Kept {
  id: string;
  region_code: string;
  state: string;
  first_found_run_id: string;
  last_found_run_id: string;
  opened_by_run_id: string | null;
  acknowledged_by: string | null;
  acknowledgement: string | null;
  resolved_by: string | null;
  resolved_by_run_id: string | null;
  resolution: string | null;
}

const kept = (): Promise<Kept[]> =>
  database.query<Kept>(`select * from quality_finding where rule = $1 order by id`, [rule]);

const keyOf = ({ id, region_code: regionCode }: Kept): FindingKey => ({ id, regionCode });

describe('checkQuality', () => {
  it('keeps one finding, however often it finds it', async () => {
    await plantFault();
    expect(await outcome()).toEqual({ open: 1, acknowledged: 0, opened: 1, resolved: 0 });
    const [first] = await kept();
    expect(await outcome()).toEqual({ open: 1, acknowledged: 0, opened: 0, resolved: 0 });
    const [again, ...others] = await kept();
    expect(others).toEqual([]);
    expect(again).toMatchObject({ id: first!.id, first_found_run_id: first!.first_found_run_id, state: 'OPEN' });
    expect(again!.last_found_run_id).not.toBe(first!.last_found_run_id);
  });

  it('resolves what it finds no more, and opens it again when it comes back', async () => {
    const id = await plantFault();
    await check();
    await correct(id);
    expect(await outcome()).toEqual({ open: 0, acknowledged: 0, opened: 0, resolved: 1 });
    const [resolved] = await kept();
    expect(resolved).toMatchObject({ state: 'RESOLVED', resolved_by: null });
    expect(resolved!.resolved_by_run_id).not.toBeNull();
    expect(await outcome()).toEqual({ open: 0, acknowledged: 0, opened: 0, resolved: 0 });
    await spoil(id);
    expect(await outcome()).toEqual({ open: 1, acknowledged: 0, opened: 1, resolved: 0 });
    expect(await kept()).toMatchObject([{ id: resolved!.id, state: 'OPEN', resolved_by_run_id: null }]);
  });

  it('lets what is acknowledged stand for as long as it finds it', async () => {
    const id = await plantFault();
    await check();
    const [open] = await kept();
    await acknowledgeFinding(database, keyOf(open!), analyst, ' as the minutes say ');
    expect(await outcome()).toEqual({ open: 0, acknowledged: 1, opened: 0, resolved: 0 });
    expect(await kept()).toMatchObject([
      { state: 'ACKNOWLEDGED', acknowledged_by: 'analyst', acknowledgement: 'as the minutes say' },
    ]);
    await correct(id);
    expect(await outcome()).toMatchObject({ acknowledged: 0, resolved: 1 });
    await spoil(id);
    expect(await outcome()).toMatchObject({ open: 1, acknowledged: 0 });
    expect(await kept()).toMatchObject([{ state: 'OPEN', acknowledged_by: null, acknowledgement: null }]);
  });

  it('opens again what a person resolved and it still finds', async () => {
    await plantFault();
    await check();
    const [open] = await kept();
    await resolveFinding(database, keyOf(open!), analyst, 'corrected at the source');
    expect(await kept()).toMatchObject([
      { state: 'RESOLVED', resolved_by: 'analyst', resolution: 'corrected at the source', resolved_by_run_id: null },
    ]);
    expect(await outcome()).toMatchObject({ open: 1, opened: 1 });
    expect(await kept()).toMatchObject([{ state: 'OPEN', resolved_by: null, resolution: null }]);
  });

  it('as of an earlier day leaves alone what was found as of a later one', async () => {
    const due = { starts_on: '2024-08-01', due_on: '2024-11-04' };
    await seedRecord(database, 'roadmap_item', { area_code: burabay, adopted_on: '2024-08-01', ...due });
    const long = async (day: string) => (await check(day)).rules.find((one) => one.rule === 'roadmap.long-overdue');
    expect(await long('2025-11-05')).toMatchObject({ open: 1, opened: 1 });
    expect(await long('2025-11-04')).toMatchObject({ open: 1, resolved: 0 });
    await database.query(`update roadmap_item set executed_on = '2025-11-01'`);
    expect(await long('2025-11-04')).toMatchObject({ open: 1, resolved: 0 });
    expect(await long('2025-11-05')).toMatchObject({ open: 0, resolved: 1 });
  });

  it('touches the findings of the topics that it checks alone', async () => {
    const id = await plantFault();
    await check();
    await correct(id);
    await checkQuality(database, { asOf, topics: ['funding'] });
    expect(await kept()).toMatchObject([{ state: 'OPEN' }]);
  });

  it('resolves the findings of rules that there are no more', async () => {
    await plantFault();
    await check();
    await database.query(`update quality_finding set rule = 'roadmap.retired'`);
    await check();
    expect(await database.query(`select state from quality_finding where rule = 'roadmap.retired'`)).toEqual([
      { state: 'RESOLVED' },
    ]);
  });

  it('goes on where the runs that found, opened and resolved are purged', async () => {
    const id = await plantFault();
    await plantFault(almatyVillage);
    await check();
    await correct(id);
    await check();
    await database.query(`delete from run where kind = 'QUALITY'`);
    expect((await kept()).map(({ state }) => state).sort()).toEqual(['OPEN', 'RESOLVED']);
    await database.query('delete from roadmap_item');
    expect(await outcome()).toMatchObject({ open: 0, resolved: 1 });
  });

  it('tells of each rule, and is on record as a run', async () => {
    const told: BuildProgress[] = [];
    const { runId, rules } = await checkQuality(database, { asOf, onProgress: (progress) => void told.push(progress) });
    expect(rules.map((one) => one.rule)).toEqual(qualityRules.map(({ code }) => code));
    expect(told).toHaveLength(qualityRules.length);
    expect(told.at(-1)).toMatchObject({ step: 'RULES', done: told.length, total: told.length });
    const runs = await database.query('select kind, state, as_of, outcome from run where id = $1', [runId]);
    expect(runs).toMatchObject([{ kind: 'QUALITY', state: 'SUCCEEDED', as_of: asOf, outcome: { open: 0 } }]);
  });

  it('fails with the name of a rule that cannot be checked, and leaves findings as they were', async () => {
    const id = await plantFault();
    await check();
    await correct(id);
    const before = await kept();
    await database.query('alter table facility rename column planned_on to meant_for_on');
    try {
      const failing = checkQuality(database, { asOf });
      await expect(failing).rejects.toThrow(QualityRuleError);
      await expect(failing).rejects.toThrow(/^Rule facility\.impossible-day could not be checked: .*planned_on/);
    } finally {
      await database.query('alter table facility rename column meant_for_on to planned_on');
    }
    expect(await kept()).toEqual(before);
    const [run] = await database.query<{ state: string; error: string }>(
      `select state, error from run where kind = 'QUALITY' order by started_at desc limit 1`,
    );
    expect(run).toMatchObject({ state: 'FAILED', error: expect.stringContaining('facility.impossible-day') });
    expect(await outcome()).toMatchObject({ open: 0, resolved: 1 });
  });

  it('takes no effect when its fence does not let it pass', async () => {
    await plantFault();
    const passed: unknown[] = [];
    const fence: Fence = {
      jobRunId: await createJobRun(database),
      pass: (_sql, result) => {
        passed.push(result);
        return Promise.reject(new Error('another worker took it over'));
      },
    };
    await expect(checkQuality(database, { asOf, topics: ['roadmap'], fence })).rejects.toThrow(
      'another worker took it over',
    );
    expect(passed).toMatchObject([{ opened: 1 }]);
    expect(await kept()).toEqual([]);
  });

  it('stops between two rules when it is told to', async () => {
    await plantFault();
    const stop = new AbortController();
    const onProgress = ({ done }: BuildProgress) => void (done === 3 && stop.abort(new Error('stopped')));
    await expect(checkQuality(database, { asOf, signal: stop.signal, onProgress })).rejects.toThrow('stopped');
    expect(await kept()).toEqual([]);
  });

  it('waits for another check that runs, and both do their work', async () => {
    await plantFault();
    const checks = await Promise.all([check(), check()]);
    expect(checks.map(({ opened }) => opened).sort()).toEqual([0, 1]);
    expect(await kept()).toHaveLength(1);
  });

  it.each([
    [{ asOf: '2999-01-01' }, InvalidInputError, '2999-01-01'],
    [{ asOf, topics: ['weather'] }, NotFoundError, 'weather'],
  ])('refuses %j', async (options, kind, words) => {
    const refused = checkQuality(database, options);
    await expect(refused).rejects.toThrow(kind);
    await expect(refused).rejects.toThrow(words);
  });
});

describe('an answer to a finding', () => {
  const openOne = async (): Promise<FindingKey> => {
    await plantFault();
    await check();
    const [finding] = await kept();
    return keyOf(finding!);
  };

  it('fits its state, or is refused with what it is', async () => {
    const key = await openOne();
    await expect(reopenFinding(database, key, analyst)).rejects.toThrow(
      `Finding ${key.id} is OPEN and cannot be reopened.`,
    );
    await acknowledgeFinding(database, key, analyst, 'known');
    await expect(acknowledgeFinding(database, key, analyst, 'known')).rejects.toThrow(FindingStateError);
    await resolveFinding(database, key, analyst, 'done');
    await expect(resolveFinding(database, key, analyst, 'done')).rejects.toThrow(/is RESOLVED and cannot be resolved/);
    await expect(acknowledgeFinding(database, key, analyst, 'known')).rejects.toThrow(/Reopen it first\.$/);
    await reopenFinding(database, key, analyst);
    expect(await kept()).toMatchObject([
      { state: 'OPEN', opened_by_run_id: null, acknowledged_by: null, resolved_by: null, resolution: null },
    ]);
  });

  it('has a note', async () => {
    const key = await openOne();
    await expect(acknowledgeFinding(database, key, analyst, '  ')).rejects.toThrow(InvalidInputError);
    await expect(resolveFinding(database, key, analyst, 'x'.repeat(1_001))).rejects.toThrow(/1001.*1000/);
    expect(await kept()).toMatchObject([{ state: 'OPEN' }]);
  });

  it('is given by those alone who may see it', async () => {
    const key = await openOne();
    const elsewhere = { name: 'elsewhere', within: [south] };
    await expect(acknowledgeFinding(database, key, elsewhere, 'known')).rejects.toThrow(NotFoundError);
    await expect(acknowledgeFinding(database, { ...key, regionCode: south }, analyst, 'known')).rejects.toThrow(
      /There is no finding/,
    );
    await acknowledgeFinding(database, key, { name: 'district', within: [burabay] }, 'known');
    expect(await kept()).toMatchObject([{ state: 'ACKNOWLEDGED', acknowledged_by: 'district' }]);
  });

  it('waits for a check that is under way, and says so when that takes long', async () => {
    const key = await openOne();
    await database.withConnection(async (_client, sql) => {
      await sql.query('begin');
      await sql.query('lock table quality_finding in share row exclusive mode');
      await expect(acknowledgeFinding(database, key, analyst, 'known')).rejects.toThrow(CheckUnderWayError);
      await sql.query('rollback');
    });
    await acknowledgeFinding(database, key, analyst, 'known');
    expect(await kept()).toMatchObject([{ state: 'ACKNOWLEDGED' }]);
  });
});

describe('the trend', () => {
  const span = { from: '2025-11-01', to: '2025-11-30', areaCode: null, rule: null, within: null };

  it('has a point for each day that was checked, zeros among them', async () => {
    const id = await plantFault();
    await plantFault(almatyVillage);
    await check('2025-11-03');
    const ofNorthern = (await kept()).find((finding) => finding.region_code === north);
    await acknowledgeFinding(database, keyOf(ofNorthern!), analyst, 'known');
    await check('2025-11-05');
    await correct(id);
    await check('2025-11-06');
    await database.query('delete from roadmap_item');
    await check('2025-11-07');
    const all = await readQualityTrend(database, span);
    expect(all).toEqual([
      { asOf: '2025-11-03', open: 2, acknowledged: 0 },
      { asOf: '2025-11-05', open: 1, acknowledged: 1 },
      { asOf: '2025-11-06', open: 1, acknowledged: 0 },
      { asOf: '2025-11-07', open: 0, acknowledged: 0 },
    ]);
    const ofNorth = await readQualityTrend(database, { ...span, to: '2025-11-05', areaCode: north, rule });
    expect(ofNorth).toEqual([
      { asOf: '2025-11-03', open: 1, acknowledged: 0 },
      { asOf: '2025-11-05', open: 0, acknowledged: 1 },
    ]);
    expect(await readQualityTrend(database, { ...span, rule: 'roadmap.long-overdue' })).toHaveLength(4);
  });

  it('has the latest check of a day', async () => {
    await check();
    await plantFault();
    await check();
    expect(await readQualityTrend(database, span)).toEqual([{ asOf, open: 1, acknowledged: 0 }]);
  });

  it('is that of the regions which may be seen', async () => {
    await plantFault();
    await check();
    expect(await readQualityTrend(database, { ...span, within: [south] })).toEqual([
      { asOf, open: 0, acknowledged: 0 },
    ]);
    expect(await readQualityTrend(database, { ...span, within: [burabay] })).toEqual([]);
  });

  it.each([
    [{ to: '2025-10-31' }, /reversed/],
    [{ areaCode: burabay }, /117000000 is a DISTRICT/],
    [{ areaCode: '990000000' }, /990000000 is no area/],
    [{ rule: 'roadmap.none' }, /no rule "roadmap\.none"/],
  ])('refuses %j', async (ask, words) => {
    await expect(readQualityTrend(database, { ...span, ...ask })).rejects.toThrow(words);
  });
});

describe('listFindings', () => {
  it('gives the heaviest first, those of an area, a rule and a state, and counts those beyond the limit', async () => {
    await plantFault();
    await plantFault(almatyVillage);
    const light = {
      text: 'Көше жарығы',
      adopted_on: '2025-01-10',
      starts_on: '2025-03-01',
      due_on: '2025-06-30',
      executed_on: '2025-02-01',
    };
    await seedRecord(database, 'roadmap_item', { area_code: burabay, ...light });
    await check();
    const rulesIn = async (filter: Partial<Parameters<typeof listFindings>[1]>) =>
      (await listFindings(database, { limit: 10, ...filter })).findings.map((finding) => finding.rule);
    expect(await rulesIn({ state: 'OPEN' })).toEqual([rule, rule, 'roadmap.executed-before-start']);
    expect(await rulesIn({ areaCode: north })).toEqual([rule, 'roadmap.executed-before-start']);
    expect(await rulesIn({ areaCode: almatyVillage, rule })).toEqual([rule]);
    expect(await rulesIn({ state: 'RESOLVED' })).toEqual([]);
    const page = await listFindings(database, { limit: 1 });
    expect(page).toMatchObject({ total: 3, findings: [{ severity: 'ERROR' }] });
    const elsewhere = await listFindings(database, { limit: 1, areaCode: almatyVillage });
    expect(elsewhere).toMatchObject({ total: 1, findings: [{ areaName: 'Almaty village', month: '2025-01-01' }] });
    await expect(listFindings(database, { limit: 1, rule: 'roadmap.none' })).rejects.toThrow(
      /no rule "roadmap\.none".*roadmap\.long-overdue/,
    );
  });
});
