import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type Gateway } from '@oblys/gateway';
import { askGateway, createRecordingLogger, startTestGateway, type TestGateway } from '../support/index.js';
import { confinedTo } from '../support/viewers.js';

const akmola = '110000000';
const burabay = '117000000';

let gateway: TestGateway;
let confined: Gateway;

beforeAll(async () => {
  gateway = await startTestGateway({ demo: true });
  const viewer = confinedTo([burabay], 'editor');
  const { logger } = createRecordingLogger();
  confined = await startGateway({ database: gateway.database, port: 0, logger, viewer, compilesAtOnce: true });
});

afterAll(async () => {
  await confined?.stop();
  await gateway?.end();
});

const named = (type: string) => ({ __typename: type });

/** Selections that ask for nothing of what is there but its type, at each place where a statement is made of one. */
const selections: readonly [selection: string, expected: object][] = [
  ['{ __typename }', named('FundedProjectConnection')],
  ['{ pageInfo { __typename } }', { pageInfo: named('PageInfo') }],
  ['{ aggregate { __typename } }', { aggregate: named('FundedProjectAggregate') }],
  ['{ aggregate { sum { __typename } } }', { aggregate: { sum: named('FundedProjectSum') } }],
  [
    '{ aggregate { sum { __typename } minimum { __typename } } }',
    { aggregate: { sum: named('FundedProjectSum'), minimum: named('FundedProjectMinimum') } },
  ],
  ['{ groups(groupBy: [MONTH]) { __typename } }', { groups: named('FundedProjectGroups') }],
  ['{ groups(groupBy: [MONTH]) { pageInfo { __typename } } }', { groups: { pageInfo: named('PageInfo') } }],
  [
    '{ groups(groupBy: [MONTH], first: 1) { rows { __typename } } }',
    { groups: { rows: [named('FundedProjectGroup')] } },
  ],
  [
    '{ groups(groupBy: [MONTH], first: 1) { rows { aggregate { sum { __typename } } } } }',
    { groups: { rows: [{ aggregate: { sum: named('FundedProjectSum') } }] } },
  ],
];

describe.each(['a viewer of the whole tree', 'a viewer of one district'])('%s', (who) => {
  const ask = (query: string) => askGateway(who === 'a viewer of one district' ? confined.url : gateway.url, query);

  it.each(selections)('may ask of a connection no more than %s', async (selection, expected) => {
    expect(await ask(`{ fundedProjects ${selection} }`)).toEqual({ data: { fundedProjects: expected } });
  });

  it.each(selections)('may ask so below an area: %s', async (selection, expected) => {
    expect(await ask(`{ district(code: "${burabay}") { fundedProjects ${selection} } }`)).toEqual({
      data: { district: { fundedProjects: expected } },
    });
  });

  it.each(['{ aggregate { __typename } }', '{ aggregate { sum { __typename } } }'])(
    'is told of no row at all too: %s',
    async (selection) => {
      const [, expected] = selections.find(([each]) => each === selection)!;
      const none = 'fundedProjects(filter: { fundedOn: { to: "1999-12-31" } })';
      expect(await ask(`{ ${none} ${selection} }`)).toEqual({ data: { fundedProjects: expected } });
    },
  );

  it('may ask so for two things at once, and once more', async () => {
    const query = `{ appeals { __typename } region(code: "${akmola}") { appeals { __typename } districts { __typename } } }`;
    for (let time = 0; time < 3; time += 1) {
      expect(await ask(query)).toEqual({
        data: {
          appeals: named('AppealConnection'),
          region: { appeals: named('AppealConnection'), districts: named('DistrictConnection') },
        },
      });
    }
  });
});
