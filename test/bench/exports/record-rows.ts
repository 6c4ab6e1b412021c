import type { ExportColumn, ExportRow, ExportStatement, ExportTable } from '@oblys/exports';

const columns: readonly ExportColumn[] = [
  { key: 'source_ref', heading: 'Нөмірі', type: 'TEXT' },
  { key: 'district_code', heading: 'Аудан', type: 'CODE' },
  { key: 'topic', heading: 'Тақырыбы', type: 'TEXT' },
  { key: 'attendees', heading: 'Қатысқандар', type: 'INTEGER' },
  { key: 'amount', heading: 'Сомасы', type: { precision: 18, scale: 2 } },
  { key: 'received_on', heading: 'Күні', type: 'DATE' },
  { key: 'changed_at', heading: 'Өзгертілген', type: 'INSTANT' },
  { key: 'is_open', heading: 'Ашық', type: 'BOOLEAN' },
];

/** The same rows as `recordRow` makes, made by PostgreSQL: $1 is their number. */
export const selectRecords = `select 'АКМ-' || lpad(k::text, 8, '0') || '-2025' as source_ref,
       (110000000 + k % 200)::text as district_code,
       (array['Жолдар', 'Сумен жабдықтау', 'Баспана, үй', 'Electricity', 'Мектептер'])[k % 5 + 1] as topic,
       k % 300 as attendees,
       (k::bigint * 7919 % 1000000007)::numeric(18, 2) / 100 as amount,
       date '2023-01-01' + k % 900 as received_on,
       timestamptz '2023-11-14 22:13:20Z' + k * interval '1 second' as changed_at,
       case when k % 7 > 0 then k % 2 = 0 end as is_open
  from generate_series(0, $1::integer - 1) as k`;

const topics = ['Жолдар', 'Сумен жабдықтау', 'Баспана, үй', 'Electricity', 'Мектептер'];
const [firstDay, firstInstant] = [Date.parse('2023-01-01T00:00:00Z'), Date.parse('2023-11-14T22:13:20Z')];
const days = Array.from({ length: 900 }, (_none, index) =>
  new Date(firstDay + index * 86_400_000).toISOString().slice(0, 'YYYY-MM-DD'.length),
);

function recordRow(k: number): ExportRow {
  const tiyn = String((k * 7919) % 1_000_000_007).padStart(3, '0');
  return [
    `АКМ-${String(k).padStart(8, '0')}-2025`,
    String(110_000_000 + (k % 200)),
    topics[k % 5]!,
    k % 300,
    `${tiyn.slice(0, -2)}.${tiyn.slice(-2)}`,
    days[k % 900]!,
    new Date(firstInstant + k * 1_000),
    k % 7 > 0 ? k % 2 === 0 : null,
  ];
}

const statement: ExportStatement = {
  title: 'Measured',
  filters: [],
  asOf: '2025-11-05',
  runId: null,
  builtAt: null,
  freshness: null,
  source: 'LIVE',
  suppressed: { count: 0, reasons: [] },
  generatedAt: new Date('2025-11-07T05:00:00Z'),
};

export function recordTable(rowCount: number): ExportTable {
  return { name: 'records', locale: 'KK', columns, batches: batches(rowCount), statement: () => statement };
}

async function* batches(rowCount: number): AsyncGenerator<ExportRow[]> {
  for (let first = 0; first < rowCount; first += 1_000) {
    yield Array.from({ length: Math.min(1_000, rowCount - first) }, (_none, index) => recordRow(first + index));
  }
}
