import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DuckDBInstance } from '@duckdb/node-api';
import { refresh } from '@oblys/rollups';
import { readSheet } from 'read-excel-file/node';
import { CliProcess, mainFile, runCli, stopRunningClis } from '../support/cli.js';
import { demoDay, startTestGateway, type TestGateway } from '../support/index.js';
import { makeRunFolder } from '../support/run-folder.js';

const akmola = '110000000';
const burabay = '117000000';
const root = makeRunFolder('query');

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({
    demo: true,
    seed: (database) => refresh(database, { asOf: demoDay }).then(() => undefined),
  });
});

afterAll(async () => {
  await stopRunningClis();
  await gateway?.end();
  rmSync(root, { recursive: true, force: true });
});

const settings = (more: Record<string, string> = {}) => ({ DATABASE_URL: gateway.database.url, ...more });
const oblys = (args: readonly string[], more?: Record<string, string>) => runCli(['query', ...args], settings(more));

const span = ['--from', '2025-01-01', '--to', '2025-10-31'];
const received = ['--measures', 'appeal.received', ...span];
const byDistrict = [
  ...['--measures', 'appeal.received,appeal.positiveShare,funding.amount', ...span],
  ...['--by', 'district,month', '--area', akmola, '--compare', 'previous-year'],
];

type Cell = string | number | null;

interface Answer {
  columns: { key: string; heading: string; type: string }[];
  rows: Cell[][];
  statement: {
    rowCount: number;
    filters: string[];
    asOf: string;
    runId: string | null;
    source: string;
    freshness: string;
    suppressed: { count: number; reasons: string[] };
    notes: string[];
  };
}

async function answer(args: readonly string[]): Promise<Answer> {
  const { code, stdout, stderr } = await oblys([...args, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Answer;
}

interface Value {
  value: string | null;
  withheld: string | null;
}

interface GatewayRow {
  keys: { code: string | null; name: string | null }[];
  values: Value[];
  compared: Value[] | null;
}

const document = `query ($input: MeasureQueryInput!) { measureQuery(input: $input) {
  rows { keys { code name(locale: EN) } values { value withheld } compared { value withheld } }
  totalCount source provenance { asOf runId } } }`;

async function askGateway(input: Record<string, unknown>) {
  const spanOf = { from: '2025-01-01', to: '2025-10-31' };
  const { measureQuery } = await gateway.askData(document, { input: { by: [], ...spanOf, first: 500, ...input } });
  return measureQuery as {
    rows: GatewayRow[];
    totalCount: number;
    source: string;
    provenance: { asOf: string; runId: string | null };
  };
}

const asNumbers = (values: readonly Value[]) =>
  values.flatMap(({ value, withheld }) => [value === null ? null : Number(value), withheld]);

/** What the columns of a key hold, in the order of the keys. */
function pick({ columns, rows }: Answer, keys: readonly string[]): Cell[][] {
  const places = keys.map((key) => columns.findIndex((column) => column.key === key));
  return rows.map((row) => places.map((place) => row[place] ?? null));
}

const toNumbers = (rows: readonly Cell[][]): Cell[][] =>
  rows.map((row) => row.map((cell) => (typeof cell === 'string' && /^-?[\d.]+$/.test(cell) ? Number(cell) : cell)));

describe('oblys query', () => {
  it('gives the figures that the gateway gives, with why those are null that are', async () => {
    const found = await answer(byDistrict);
    const asked = await askGateway({
      ...{ measures: ['appeal.received', 'appeal.positiveShare', 'funding.amount'], by: ['DISTRICT', 'MONTH'] },
      ...{ where: { area: akmola }, compareWith: 'PREVIOUS_YEAR' },
    });
    expect(pick(found, ['district', 'district_name', 'month'])).toEqual(
      asked.rows.map(({ keys }) => [keys[0]!.code, keys[0]!.name, keys[1]!.code]),
    );
    const told = (suffix: string) =>
      ['appeal_received', 'appeal_positive_share', 'funding_amount'].flatMap((key) => [
        `${key}${suffix}`,
        `${key}${suffix}_withheld`,
      ]);
    expect(toNumbers(pick(found, told('')))).toEqual(asked.rows.map(({ values }) => asNumbers(values)));
    expect(toNumbers(pick(found, told('_previous')))).toEqual(asked.rows.map(({ compared }) => asNumbers(compared!)));
    const all = asked.rows.flatMap(({ values, compared }) => [...values, ...compared!]);
    expect(found.statement).toMatchObject({ ...asked.provenance, source: asked.source, rowCount: asked.totalCount });
    expect(found.statement.suppressed.count).toBe(all.filter(({ withheld }) => withheld !== null).length);
    expect(found.statement.suppressed.reasons.join()).toContain('NOT_REPORTED');
  });

  it.each([
    {
      of: 'a filter and an order',
      args: [
        ...['--measures', 'appeal.received', ...span, '--by', 'district', '--where', 'channel=MOBILE,ONLINE'],
        ...['--order-by', 'appeal.received:desc', '--area', akmola],
      ],
      input: {
        measures: ['appeal.received'],
        by: ['DISTRICT'],
        where: { area: akmola, only: [{ dimension: 'CHANNEL', in: ['MOBILE', 'ONLINE'] }] },
        orderBy: [{ measure: 'appeal.received', direction: 'DESC' }],
      },
      keys: ['district', 'appeal_received'],
    },
    {
      of: 'a day and the tree of today',
      args: [...received, '--by', 'channel', '--area', burabay, '--as-of', '2025-08-15', '--tree', 'current'],
      input: {
        ...{ measures: ['appeal.received'], by: ['CHANNEL'], where: { area: burabay } },
        ...{ asOf: '2025-08-15', tree: 'CURRENT' },
      },
      keys: ['channel', 'appeal_received'],
    },
    {
      of: 'a grain',
      args: [...received, '--grain', 'quarter'],
      input: { measures: ['appeal.received'], grain: 'QUARTER' },
      keys: ['quarter', 'appeal_received'],
    },
  ])('gives them for $of', async ({ args, input, keys }) => {
    const asked = await askGateway(input);
    const found = await answer(args);
    expect(asked.rows.length).toBeGreaterThan(0);
    expect(pick(found, keys)).toEqual(
      asked.rows.map((row) => [row.keys[0]!.code, row.values[0]!.value === null ? null : Number(row.values[0]!.value)]),
    );
    expect(found.statement).toMatchObject({ ...asked.provenance, source: asked.source });
  });

  it('shows a table with its statement, and says how many rows there are where it shows fewer', async () => {
    const { code, stdout } = await oblys([...received, '--by', 'month,channel', '--limit', '3']);
    expect(code).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^Month +Channel +.*received/i);
    expect(lines.findIndex((line) => line === '')).toBe(4);
    expect(stdout).toMatch(/\nRows: 3\n/);
    expect(stdout).toMatch(/\nNote: Not all of it, the first rows alone: 3 \/ \d{2,}\n/);
    expect(stdout).toMatch(/\nFilter: Span: 2025-01-01 – 2025-10-31\n/);
    expect(stdout).toMatch(/\nAs of: 2025-11-05\n/);
  });

  it('writes files that other readers read alike', async () => {
    const found = await answer(byDistrict);
    const path = (ending: string) => join(root, `figures.${ending}`);
    for (const ending of ['csv', 'ndjson', 'parquet', 'xlsx', 'json']) {
      const { code, stdout, stderr } = await oblys([...byDistrict, '--out', path(ending)]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(`${found.rows.length} rows in `);
      expect(stdout).toContain('  Suppressed values: ');
    }
    const expected = toNumbers(pick(found, ['appeal_received', 'appeal_positive_share', 'funding_amount']));
    const select = (from: string) =>
      `select appeal_received::double a, appeal_positive_share::double b, funding_amount::double c from ${from}`;
    for (const from of [
      `read_csv('${path('csv')}', header = true)`,
      `read_parquet('${path('parquet')}')`,
      `read_json('${path('ndjson')}', format = 'newline_delimited')`,
    ]) {
      const rows = await askDuckDb(select(from));
      expect(rows.map(({ a, b, c }) => [a, b, c])).toEqual(expected);
    }
    const [headings, ...sheet] = await readSheet(path('xlsx'));
    const place = found.columns.findIndex(({ key }) => key === 'appeal_received');
    expect(headings![place]).toBe(found.columns[place]!.heading);
    expect(sheet.map((row) => row[place])).toEqual(expected.map(([first]) => first));
    const description = JSON.parse(readFileSync(`${path('csv')}.datapackage.json`, 'utf8')) as {
      statement: Answer['statement'];
    };
    expect(description.statement).toMatchObject({ rowCount: found.rows.length, runId: found.statement.runId });
    expect((JSON.parse(readFileSync(path('json'), 'utf8')) as Answer).rows).toEqual(found.rows);
  });

  it('tells the audit of every file, and of what was asked', async () => {
    const [event] = await gateway.database.query<{ details: { format: string; question: { measures: string[] } } }>(
      `select details from audit_event where action = 'EXPORT' and object_kind = 'answer' order by id desc limit 1`,
    );
    expect(event!.details).toMatchObject({ format: 'JSON', role: 'ADMINISTRATOR', areaCodes: null });
    expect(event!.details.question.measures).toContain('funding.amount');
  });

  it('shows how far it is where a person watches', async () => {
    const { Interruption, runCli: run } = await import('@oblys/cli');
    const interruption = new Interruption();
    const watched: string[] = [];
    const io = { stdout: { write: () => true }, stderr: { isTTY: true, write: (text: string) => watched.push(text) } };
    const environment = { ...process.env, DATABASE_DIRECT_URL: '', ...settings() };
    const many = 'select number from generate_series(1, 300000) as number';
    const args = ['query', '--sql', many, '--out', join(root, 'watched.csv')];
    expect(await run(args, { io, interruption, environment })).toBe(0);
    interruption.dispose();
    expect(watched.join('')).toContain('asking');
    expect(watched.join('')).toMatch(/ {2}\d+,000 rows/);
  });

  it('answers as somebody, within their areas and rights', async () => {
    const asEditor = ['--role', 'district-editor', '--area-scope', burabay];
    const own = await answer([...received, '--by', 'district', '--area', akmola, ...asEditor]);
    expect(pick(own, ['district'])).toEqual([[burabay]]);
    const asViewer = await answer([...received, '--area', akmola, '--role', 'viewer']);
    expect(pick(asViewer, ['appeal_received', 'appeal_received_withheld'])).toEqual([[null, 'NOT_ALLOWED']]);
    expect(asViewer.statement.suppressed).toMatchObject({ count: 1 });
  });

  it('speaks the language that is asked for', async () => {
    const kazakh = await answer([...received, '--by', 'district', '--area', akmola, '--locale', 'kk']);
    expect(kazakh.columns[1]!.heading).toBe('Аудан');
    expect(kazakh.statement.filters[0]).toBe(`Аумақ: Ақмола облысы (${akmola})`);
  });

  it.each([
    [['--measures', 'appeal.recieved', ...span], 'Did you mean appeal.received?'],
    [[...received, '--by', 'sector'], 'Records of appeal have no SECTOR'],
    [[...received, '--by', 'month', '--grain', 'year'], '"by" names MONTH and "grain" is YEAR'],
    [[...received, '--grain', 'week'], '"week" is no grain: month, quarter, half-year, year.'],
    [[...received, '--as-of', '2199-01-01'], 'has not come'],
    [[...received, '--area', '999999999'], 'There is no area "999999999".'],
    [[...received, '--area-scope', '999999999'], 'There is no area "999999999".'],
    [[...received, '--where', 'channel=PIGEON'], '"PIGEON"'],
    [[...received, '--where', 'mobile'], 'is no filter'],
    [[...received, '--order-by', 'appeal.open'], 'which the query does not ask for'],
    [['--measures', 'appeal.received'], 'A question needs --from and --to'],
    [['--measures', 'appeal.received', '--from', '2025-12-31', '--to', '2025-01-01'], 'is reversed'],
    [[...received, '--format', 'xlsx'], 'add --out answer.xlsx'],
    [[...received, '--format', 'parquet'], 'add --out answer.parquet'],
    [[...received, '--out', 'answer.docx'], 'is to end with one of'],
    [[...received, '--out', join(root, 'nowhere', 'answer.csv')], 'ENOENT'],
    [[...received, '--out', `${root}.csv`, '--format', 'table'], 'A table is for the terminal'],
    [[...received, '--json', '--format', 'csv'], '--json is --format json'],
    [[...received, '--sql', 'select 1'], 'leave --measures, --from, --to out'],
    [['--sql', 'select 1', '--sql-file', 'question.sql'], 'ask one'],
  ])('refuses %j in one line', async (args, refusal) => {
    const { code, stdout, stderr } = await oblys(args);
    expect({ isRefused: code !== 0, stdout }).toEqual({ isRefused: true, stdout: '' });
    expect(stderr).toMatch(/^oblys: [^\n]*\n$/);
    expect(stderr).toContain(refusal);
  });

  it('writes over no file unless it is told to', async () => {
    const path = join(root, 'kept.csv');
    writeFileSync(path, 'mine');
    const { code, stderr } = await oblys([...received, '--out', path]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('add --force to write over it') });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(await oblys([...received, '--out', path, '--force'])).toMatchObject({ code: 0 });
    expect(readFileSync(path, 'utf8')).toMatch(/^appeal_received,/);
  });

  const whereDevicesAreFull = existsSync('/dev/full') ? it : it.skip;
  whereDevicesAreFull(
    'says, on a system that has /dev/full, that a disk is full, and does not end as though all were there',
    async () => {
      const { code, stderr } = await spawnToFullDisk([...received, '--format', 'csv']);
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^oblys: The disk is full[^\n]*\n$/) });
    },
  );
});

describe('oblys query in SQL', () => {
  const sql = (text: string, ...more: string[]) => oblys(['--sql', text, ...more]);

  it('gives typed columns, what is said of them, and all rows', async () => {
    const found = await answer([
      '--sql',
      `select district_code, count(*) as appeals, min(received_on) as first_on, avg(1.5) as half, true as is_so, null::numeric as nothing
         from appeals where region_code = '${akmola}' group by district_code order by district_code -- all of them`,
    ]);
    expect(found.columns.map(({ key, type }) => [key, type])).toEqual([
      ['district_code', 'TEXT'],
      ['appeals', 'INTEGER'],
      ['first_on', 'DATE'],
      ['half', 'DECIMAL'],
      ['is_so', 'BOOLEAN'],
      ['nothing', 'DECIMAL'],
    ]);
    const counted = await gateway.database.query<{ code: string; count: number }>(
      `select district_code as code, count(*)::integer as count from appeal where region_code = $1 group by 1 order by 1`,
      [akmola],
    );
    expect(pick(found, ['district_code', 'appeals'])).toEqual(counted.map(({ code, count }) => [code, count]));
    expect(found.statement).toMatchObject({ source: 'SQL', asOf: demoDay, rowCount: counted.length });
    const instants = await answer(['--sql', 'select built_at from appeal_summary limit 1']);
    expect(instants.columns[0]).toMatchObject({ key: 'built_at', type: 'INSTANT' });
    expect(instants.statement.notes).toContain('Instants are given to the millisecond');
    const described = await answer(['--sql', 'select district_code from appeals limit 1']);
    expect(described.columns[0]).toMatchObject({ definition: expect.stringContaining('district') });
  });

  it('streams what no batch holds, and other readers read it alike', async () => {
    const path = join(root, 'appeals.parquet');
    const file = join(root, 'question.sql');
    writeFileSync(file, 'select id, district_code, received_on from appeals order by id;\n');
    const { code, stdout } = await oblys(['--sql-file', file, '--out', path, '--json']);
    expect(code).toBe(0);
    const [counted] = await gateway.database.query<{ count: number }>('select count(*)::integer as count from appeal');
    expect(counted!.count).toBeGreaterThan(2_000);
    expect(JSON.parse(stdout)).toMatchObject({ format: 'PARQUET', statement: { rowCount: counted!.count } });
    const [read] = await askDuckDb(`select count(distinct id)::integer as count from read_parquet('${path}')`);
    expect(read).toEqual({ count: counted!.count });
  });

  it('sees what its role and its areas see', async () => {
    const { stdout } = await sql(
      'select distinct district_code from appeals',
      '--area-scope',
      burabay,
      '--format',
      'csv',
    );
    expect(stdout).toBe(`district_code\r\n${burabay}\r\n`);
    const { stdout: ofViewer } = await sql(
      'select count(*) as appeals from appeals',
      '--role',
      'viewer',
      '--format',
      'csv',
    );
    expect(ofViewer).toBe('appeals\r\n0\r\n');
  });

  it.each([
    ['delete from appeals', 'begins with "delete from appeals"'],
    ['with gone as (delete from appeals returning 1) select * from gone', 'changes nothing'],
    ['select 1; select 2', 'several statements'],
    ['select 1; commit; drop table area', 'several statements'],
    ['select pg_sleep(5)', 'permission denied for function pg_sleep'],
    [
      'with recursive many (n) as (select 1 union all select n + 1 from many where n < 1000000000) select max(n) from many',
      'ran longer than 1 s',
    ],
    ['select * from public.appeal', 'permission denied'],
    ['select nothing from appeals', 'column "nothing" does not exist (at character 8 of the question)'],
    ['select 1 as one, 2 as one', 'Two columns are named "one"'],
    ['  -- nothing', 'The SQL is empty'],
  ])('refuses %j in one line', async (text, refusal) => {
    const { code, stdout, stderr } = await oblys(['--sql', text, '--json'], { OBLYS_ANALYST_STATEMENT_SECONDS: '1' });
    expect({ isRefused: code !== 0, stdout }).toEqual({ isRefused: true, stdout: '' });
    expect(stderr).toMatch(/^oblys: [^\n]*\n$/);
    expect(stderr.toLowerCase()).toContain(refusal.toLowerCase());
  });

  it('that is stopped leaves no file, no login and nothing that runs', async () => {
    const folder = makeRunFolder('query-stopped');
    const endless = `select one, other, repeat('x', 1000) as text from generate_series(1, 10000) as one, generate_series(1, 10000) as other`;
    const running = new CliProcess(['query', '--sql', endless, '--out', join(folder, 'endless.csv')], settings());
    while (!readdirSync(folder).some((name) => /^endless\.csv\.[0-9a-f-]{36}\.part$/.test(name))) {
      await Promise.race([running.ended.then(({ stderr }) => Promise.reject(new Error(stderr))), pause(50)]);
    }
    const { code, stderr } = await running.stop('SIGINT');
    expect({ code, stderr }).toEqual({ code: 130, stderr: expect.stringContaining('Nothing unfinished was kept.') });
    expect(readdirSync(folder)).toEqual([]);
    const left = await gateway.database.query(
      `select login from analyst_login where is_session
        union all
       select usename from pg_stat_activity where usename like 'oblys_ask_%' and datname = current_database()`,
    );
    expect(left).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});

/** Its answer goes to a device on which there is never any room. */
async function spawnToFullDisk(args: readonly string[]): Promise<{ code: number | null; stderr: string }> {
  const child = spawn('sh', ['-c', `exec "$@" > /dev/full`, 'sh', process.execPath, mainFile, 'query', ...args], {
    env: { ...process.env, DATABASE_DIRECT_URL: '', ...settings() },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr };
}

async function askDuckDb(text: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(text)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
