import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { InvalidInputError, NotFoundError, periodEnd, type SummaryLevel } from '@oblys/domain';
import {
  CheckFailedError,
  definitionVersion,
  diffPublication,
  getTopic,
  latestBuild,
  publish,
  readPublication,
  refresh,
  topics,
} from '@oblys/rollups';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { createOracle, type Oracle } from '../support/rollups-oracle.js';
import { insertRows, seedRollupsRecords } from '../support/rollups-records.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';

const asOf = '2025-11-05';
const { north } = rollupsTree;

// Thousands of figures are counted twice; two test runs beside each other on two cores take their time.
jest.setTimeout(60_000);

let home: TestDatabase;
let database: Database;
let oracle: Oracle;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await seedRollupsTree(database);
  await seedRollupsRecords(database, 11);
  // By the end of the year Waiting has reported November; on the day of the publication it had not.
  const late = { area_code: rollupsTree.waiting, source_ref: 'after-the-day', visited_on: '2025-11-20' };
  await insertRows(database, 'monitoring_visit', [{ ...late, commission: 'Комиссия' }]);
  oracle = await createOracle(database);
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

function countRuns(): Promise<unknown[]> {
  return database.query(`select state, count(*)::integer as runs from run where kind = 'PUBLISH' group by state`);
}

describe('publish', () => {
  it('keeps the figures of a region and its districts of the day, as a plain count over the records gives them', async () => {
    await refresh(database, { asOf: '2025-12-31' });
    const { publicationId, created, figureRows } = await publish(database, { areaCode: north, asOf });
    expect(created).toBe(true);
    const publication = await readPublication(database, { areaCode: north, asOf });
    expect(publication).toMatchObject({ id: publicationId, areaCode: north, asOf, name: 'official' });
    expect(publication!.figures.length).toBe(figureRows);

    const { burabay, tselinograd, kosshy, waiting, quiet } = rollupsTree;
    // Sandyk had moved away by then; Silent has no row, since nothing was ever recorded there.
    const areas = [...new Set(publication!.figures.map((figure) => figure.areaCode))].sort();
    expect(areas).toEqual([north, burabay, tselinograd, kosshy, waiting, quiet].sort());
    for (const { topic, areaCode, grain, start, programmeCode, definitionVersion: version, figures } of publication!
      .figures) {
      const level: SummaryLevel = areaCode === north ? 'REGION' : 'DISTRICT';
      const ask = { areaCode, level, from: start, to: periodEnd({ grain, start }), asOf, programmeCode };
      expect({ ask, topic, ...figures }).toEqual({
        ask,
        topic,
        ...oracle.count(topic, ask),
        coverage: oracle.cover(ask),
      });
      expect(version).toBe(definitionVersion(getTopic(topic)));
    }
    expect(new Set(publication!.figures.map((figure) => figure.topic))).toEqual(
      new Set(topics.map(({ code }) => code)),
    );
  });

  it('leaves the current build as it is', async () =>
    expect(await latestBuild(database)).toMatchObject({ asOf: '2025-12-31' }));

  it('does nothing the second time, whatever the records say by then', async () => {
    const before = await readPublication(database, { areaCode: north, asOf });
    const runs = await countRuns();
    await insertRows(database, 'monitoring_visit', [
      { area_code: north, source_ref: 'after-publication', visited_on: '2025-11-01', commission: 'Комиссия' },
    ]);
    const again = await publish(database, { areaCode: north, asOf });
    expect(again).toEqual({ publicationId: before!.id, created: false, figureRows: before!.figures.length });
    expect(await readPublication(database, { areaCode: north, asOf })).toEqual(before);
    expect(await countRuns()).toEqual(runs);
    await database.query(`delete from monitoring_visit where source_ref = 'after-publication'`);
  });

  it('keeps another beside it under another name', async () => {
    const corrected = { areaCode: north, asOf, name: 'corrected' };
    expect(await publish(database, corrected)).toMatchObject({ created: true });
    expect(await readPublication(database, corrected)).toMatchObject({ name: 'corrected' });
  });

  it('makes one of two that run at once', async () => {
    const key = { areaCode: rollupsTree.burabay, asOf };
    const results = await Promise.all([publish(database, key), publish(database, key), publish(database, key)]);
    expect(results.filter(({ created }) => created).length).toBe(1);
    expect(new Set(results.map(({ publicationId }) => publicationId)).size).toBe(1);
    expect(new Set(results.map(({ figureRows }) => figureRows)).size).toBe(1);
  });

  it('reaches from the country down to its districts', async () => {
    const key = { areaCode: rollupsTree.country, asOf };
    await publish(database, key);
    const appeals = await readPublication(database, key, { topic: 'appeal', grain: 'YEAR', start: '2025-01-01' });
    const { country, south, burabay, tselinograd, kosshy, sandyk, almatyVillage, waiting, quiet } = rollupsTree;
    expect(appeals!.figures.map(({ areaCode }) => areaCode)).toEqual(
      [country, north, south, burabay, tselinograd, kosshy, sandyk, almatyVillage, waiting, quiet].sort(),
    );
    const [one, ...others] = (await readPublication(database, key, {
      topic: 'appeal',
      ofArea: south,
      grain: 'YEAR',
      start: '2025-01-01',
    }))!.figures;
    expect(others).toEqual([]);
    expect(one).toEqual(appeals!.figures.find(({ areaCode }) => areaCode === south));
  });

  it('is refused by the same checks as a build, and leaves nothing but its failed run', async () => {
    await database.query('alter table programme_event drop constraint programme_event_participants_check');
    const impossible = { title: 'Іс-шара', held_on: '2025-11-03', participants: -100_000 };
    const row = { area_code: rollupsTree.burabay, source_ref: 'impossible', ...impossible };
    await insertRows(database, 'programme_event', [row]);
    const key = { areaCode: rollupsTree.tselinograd, asOf };
    await expect(publish(database, key)).rejects.toThrow(CheckFailedError);
    expect(await readPublication(database, key)).toBeNull();
    expect(await countRuns()).toContainEqual({ state: 'FAILED', runs: 1 });
    await database.query(`delete from programme_event where source_ref = 'impossible'`);
  });

  it.each([
    ['a day that has not come', { areaCode: north, asOf: '2999-01-01' }, InvalidInputError, /has not come/],
    ['an area that does not exist', { areaCode: '999999999', asOf }, NotFoundError, /There is no area 999999999/],
    ['no area code', { areaCode: 'Akmola', asOf }, InvalidInputError, /"Akmola" is no area code/],
    ['a town', { areaCode: rollupsTree.kosshyTown, asOf }, InvalidInputError, /is a SETTLEMENT; figures are published/],
    ['an empty name', { areaCode: north, asOf, name: ' ' }, InvalidInputError, /The name of a publication is empty/],
  ])('refuses %s', async (_what, options, kind, message) => {
    const refused = publish(database, options);
    await expect(refused).rejects.toThrow(kind);
    await expect(refused).rejects.toThrow(message);
  });
});

describe('readPublication', () => {
  it('finds nothing where nothing was published', async () =>
    expect(await readPublication(database, { areaCode: north, asOf: '2025-01-01' })).toBeNull());
});

describe('diffPublication', () => {
  const key = { areaCode: north, asOf, name: 'compared' };

  it('names each figure that the records say otherwise today, while the publication answers the same bytes', async () => {
    await publish(database, key);
    const bytes = async (): Promise<string> =>
      createHash('sha256')
        .update(JSON.stringify(await readPublication(database, key)))
        .digest('hex');
    const published = await bytes();
    const same = await diffPublication(database, key);
    expect(same.changes).toEqual([]);
    expect(same.compared).toBeGreaterThan(1_000);

    const letter = { kind: 'LETTER', counterpart_code: 'akimat', subject: 'Хат', sent_on: '2025-02-11' };
    await insertRows(database, 'correspondence', [
      { area_code: rollupsTree.burabay, source_ref: 'sent-in-later', ...letter },
    ]);
    await database.query(`update area set name_kk = 'Басқа атау' where code = $1`, [rollupsTree.burabay]);
    const { changes } = await diffPublication(database, key);
    // Month, quarter, half-year and year of the district and its region.
    expect(changes).toHaveLength(8);
    expect(new Set(changes.map(({ topic, measure }) => `${topic}.${measure}`))).toEqual(
      new Set(['correspondence.lettersSent']),
    );
    for (const { published: said, now, reason } of changes) {
      expect([Number(now) - Number(said), reason]).toEqual([1, 'RECORDS']);
    }
    expect((await publish(database, key)).created).toBe(false);
    expect(await bytes()).toBe(published);
    await database.query(`delete from correspondence where source_ref = 'sent-in-later'`);
  });

  it('says that it is the definition that changed, where it did', async () => {
    const answered = getTopic('correspondence').measures.find(({ code }) => code === 'answered')!;
    const right = answered.computation;
    Object.assign(answered, { computation: { ...right, where: `record.kind = 'LETTER'` } });
    try {
      const { changes } = await diffPublication(database, key);
      expect(changes.length).toBeGreaterThan(8);
      expect(new Set(changes.map(({ measure, reason }) => `${measure} ${reason}`))).toEqual(
        new Set(['answered DEFINITION']),
      );
    } finally {
      Object.assign(answered, { computation: right });
    }
  });

  it('has nothing to compare with what was not published', async () => {
    const missing = diffPublication(database, { areaCode: north, asOf: '2025-01-01' });
    await expect(missing).rejects.toThrow(NotFoundError);
    await expect(missing).rejects.toThrow(
      'There is no publication of 110000000 as of 2025-01-01 with the name "official"',
    );
  });
});
