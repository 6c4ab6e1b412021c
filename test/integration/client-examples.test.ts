import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findWorkspaceRoot } from '@oblys/config';
import { startGateway, type Gateway } from '@oblys/gateway';
import { loadDemo } from '@oblys/ingest';
import { refresh } from '@oblys/rollups';
import { findFreePort } from '../support/cli.js';
import { createRecordingLogger, startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

const now = () => new Date('2025-11-20T06:00:00Z');
const examples = join(findWorkspaceRoot(), 'packages', 'client', 'examples', 'dist');
const manifest = join(findWorkspaceRoot(), 'schema', 'trusted-documents.json');
let gateway: TestGateway;
/** Over the same database: one runs the operations of the manifest and no others, one keeps no document by its hash. */
let strict: Gateway;
let forgetful: Gateway;
/** The days of all projects of the year, newest first as the gateway orders them. */
let fundedOn: string[];
let figures: string[];

beforeAll(async () => {
  gateway = await startTestGateway({
    now,
    seed: (database) => loadDemo(database, { until: '2025-11-19' }).then(() => undefined),
  });
  const { database } = gateway;
  const { logger } = createRecordingLogger();
  const options = { database, port: 0, logger, now, persistedQueriesBytes: 0 };
  const trustedDocuments = { mode: 'require', file: manifest } as const;
  strict = await startGateway({ ...options, trustedDocuments, introspection: false });
  forgetful = await startGateway(options);
  const projects = await database.query<{ day: string }>(
    `select funded_on::text as day from funded_project
      where region_code = '110000000' and funded_on between '2025-01-01' and '2025-11-05' order by funded_on desc`,
  );
  fundedOn = projects.map(({ day }) => day);
  const [funding] = await database.query<{ total: string }>(
    `select sum(amount)::text as total from funded_project
      where region_code = '110000000' and funded_on between '2025-01-01' and '2025-11-05'`,
  );
  const [roadmap] = await database.query<{ executed: string; planned: string }>(
    `select count(*) filter (where executed_on <= '2025-11-05') as executed, count(*) as planned from roadmap_item
      where region_code = '110000000' and adopted_on <= '2025-11-05'
        and (withdrawn_on is null or withdrawn_on > '2025-11-05')`,
  );
  const districts = await database.query<{ name: string }>(
    `select name_kk as name from area join area_parent on area_code = code
      where parent_code = '110000000' and level = 'DISTRICT' and valid_to = 'infinity' order by code`,
  );
  figures = [
    `Roadmap: ${roadmap?.executed} of ${roadmap?.planned} items executed`,
    `Funding: ${projects.length} projects, ${funding?.total} KZT`,
    `Districts and cities: ${districts.map(({ name }) => name).join(', ')}`,
  ];
}, 120_000);

afterAll(async () => {
  await Promise.all([strict?.stop(), forgetful?.stop()]);
  await gateway?.end();
});

/** What the pages of a hundred are told as, by those that show one at a time. */
function pages(): string[] {
  return [0, 100, 200].map((start) => {
    const shown = Math.min(100, fundedOn.length - start);
    return `${shown} of ${fundedOn.length} projects, the first of ${fundedOn[start]}`;
  });
}

/** Runs a program as its reader would, and gives the lines that it prints. */
async function run(name: string, ...args: string[]): Promise<string[]> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(examples, `${name}.js`), ...args]);
  expect(stderr).toBe('');
  return stdout.trimEnd().split('\n');
}

describe.each([
  ['runs any operation', () => gateway, []],
  ['runs trusted documents alone', () => strict, []],
  ['runs trusted documents alone, by their hash', () => strict, ['--by-hash']],
  ['keeps no document by its hash', () => forgetful, []],
])('over a gateway that %s', (_what, find, flags) => {
  const url = () => `${find().url}/graphql`;

  it('fetch shows the records', async () => {
    expect(await run('fetch', url(), ...flags)).toEqual([
      ...figures,
      ...pages(),
      'Refused: The as-of day 2999-12-31 has not come; today is 2025-11-20, and figures are known up to it.',
    ]);
  });

  it('Apollo Client shows the records', async () => {
    expect(await run('apollo', url())).toEqual([
      ...figures,
      ...[100, 200, fundedOn.length].map(
        (shown) => `${shown} of ${fundedOn.length} projects, the last of ${fundedOn[shown - 1]}`,
      ),
      'Refused: INVALID_INPUT',
      expect.stringMatching(/^ {2}input\.amount: OUT_OF_RANGE, /),
      expect.stringMatching(/^ {2}input\.sector: UNKNOWN, /),
    ]);
  });

  it('urql shows the records', async () => {
    expect(await run('urql', url())).toEqual([
      ...figures,
      ...pages(),
      expect.stringMatching(/^Refused: The cursor in "after" is none /),
    ]);
  });

  it('the subscription tells of the next build', async () => {
    let hasEnded = false;
    const told = run('subscription', url()).finally(() => (hasEnded = true));
    // It does not say when the gateway has taken it, so there are builds until one was heard.
    while (!hasEnded) {
      await refresh(gateway.database, { asOf: '2025-11-19' });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(await told).toEqual([
      expect.stringContaining('Waiting for the next build'),
      expect.stringMatching(/^Built as of 2025-11-19: \d+ rows changed in 15 topics$/),
    ]);
  });
});

describe.each(['fetch', 'apollo', 'urql'])('%s', (name) => {
  it('ends with what is wrong when the gateway is away, or at another URL', async () => {
    for (const url of [`http://127.0.0.1:${await findFreePort()}/graphql`, `${gateway.url}/nowhere`]) {
      await expect(run(name, url)).rejects.toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/^(\w*Error: |\[Network\] ).*\n$/),
      });
    }
  });
});
