import { nameColumns, type AnalyticsColumn, type AnalyticsView } from './analytics-view.js';

/** A column of a record that is shown. */
export type ShownColumn = PlainColumn | TermColumn | DerivedColumn;

/** As it stands in the table. */
interface PlainColumn extends AnalyticsColumn {
  readonly kind: 'PLAIN';
}

/** A code, shown with its names. */
interface TermColumn extends AnalyticsColumn {
  readonly kind: 'TERM';
  readonly vocabulary: string;
}

/** Worked out from other columns that are shown. */
interface DerivedColumn extends AnalyticsColumn {
  readonly kind: 'DERIVED';
  readonly sql: string;
}

export const plain = (name: string, says: string): ShownColumn => ({ kind: 'PLAIN', name, says });
export const term = (name: string, vocabulary: string, says: string): ShownColumn => ({
  kind: 'TERM',
  name,
  vocabulary,
  says,
});
export const derived = (name: string, sql: string, says: string): ShownColumn => ({ kind: 'DERIVED', name, sql, says });

/** Today by the clocks of Asia/Almaty, asked once for a statement. */
export const today = '(select analytics.business_day())';

export interface RecordViewDefinition {
  readonly name: string;
  readonly table: string;
  readonly says: string;
  readonly shown: readonly ShownColumn[];
  /** Whether the records count people, and are for who may see these alone. */
  readonly isOfPeople?: boolean;
}

/** The records of one kind, a row each, with the names of their areas and terms. */
export function recordView({ name, table, says, shown, isOfPeople = false }: RecordViewDefinition): AnalyticsView {
  const terms = shown.filter((column) => column.kind === 'TERM');
  return {
    name,
    says,
    columns: [
      ...before.flatMap((column) => withNames(column.name, column)),
      ...shown.flatMap((column) => (column.kind === 'TERM' ? withNames(column.name, column) : [column])),
      ...after,
    ],
    select: `select ${[
      ...before.flatMap((column) => selected(column.name, column.name.replace(/_code$/, ''))),
      ...shown.flatMap((column) =>
        column.kind === 'DERIVED'
          ? [`${column.sql} as ${column.name}`]
          : selected(column.name, column.kind === 'TERM' ? aliasOf(column.name) : null),
      ),
      ...after.map((column) => `record.${column.name}`),
    ].join(',\n       ')}
  from ${table} as record
  left join area as region on region.code = record.region_code
  left join area as district on district.code = record.district_code
  left join area as area on area.code = record.area_code${terms
    .map(
      (column) =>
        `\n  left join ${column.vocabulary} as ${aliasOf(column.name)} on ${aliasOf(column.name)}.code = record.${column.name}`,
    )
    .join('')}${isOfPeople ? forWhoSeesPeople : ''}`,
    reads: {
      [table]: [
        ...[...before, ...after].map((column) => column.name),
        ...shown.filter((column) => column.kind !== 'DERIVED').map((column) => column.name),
        // By which row security decides.
        'branch_code',
      ],
      area: 'ALL',
      ...Object.fromEntries(terms.map(({ vocabulary }) => [vocabulary, 'ALL' as const])),
    },
  };
}

/**
 * As the policy of the table says too. Here the planner asks it before it looks at any record: else `explain analyze`
 * would tell a viewer how many records were looked at and not shown.
 */
const forWhoSeesPeople = `
 where (select analytics.sees_people())`;

const before: readonly AnalyticsColumn[] = [
  { name: 'id', says: 'The id of the record, as GraphQL and exports have it.' },
  { name: 'region_code', says: 'The region that the record lay in on its own date: its code in analytics.areas.' },
  {
    name: 'district_code',
    says: 'The district that the record lay in on its own date; null where it is the regional office’s own.',
  },
  { name: 'area_code', says: 'The most exact area that is known.' },
];

const after: readonly AnalyticsColumn[] = [
  { name: 'source_ref', says: 'The reference of the record at its source, unique within its kind and region.' },
  { name: 'is_synthetic', says: 'True for demonstration data.' },
  { name: 'created_at', says: 'When the record was first written.' },
  { name: 'updated_at', says: 'When the record was last changed.' },
];

/** A code with the names behind it. */
function withNames(name: string, column: AnalyticsColumn): AnalyticsColumn[] {
  if (!name.endsWith('_code')) return [column];
  const prefix = name.replace(/_code$/, '');
  return [column, ...nameColumns(`${prefix}_name`, `the ${prefix.replaceAll('_', ' ')}`)];
}

function selected(name: string, alias: string | null): string[] {
  if (!name.endsWith('_code') || alias === null) return [`record.${name}`];
  const prefix = name.replace(/_code$/, '');
  return [
    `record.${name}`,
    ...['kk', 'ru', 'en'].map((locale) => `${alias}.name_${locale} as ${prefix}_name_${locale}`),
  ];
}

function aliasOf(name: string): string {
  return `${name.replace(/_code$/, '')}_term`;
}
