import { topics, definitionVersion, recordsWait, type Measure, type Topic } from '@oblys/rollups';
import { nameColumns, quoted, type AnalyticsColumn, type AnalyticsView } from './analytics-view.js';
import { recordTables } from './record-views.js';
import { today } from './record-view.js';
import { summaryViews } from './summary-views.js';

const areaNames = nameColumns('name', 'the area');

const areas: AnalyticsView = {
  name: 'areas',
  says: 'Areas of the tree as it is today, keyed by their KATO code (kk: Аумақтар; ru: Территории).',
  columns: [
    { name: 'code', says: 'The 9-digit KATO code.' },
    { name: 'level', says: 'COUNTRY, REGION, DISTRICT, RURAL_DISTRICT or SETTLEMENT.' },
    { name: 'kind', says: 'What kind of area it is, such as a city or a rural district.' },
    ...areaNames,
    { name: 'parent_code', says: 'The area above it today; null for the country and what no longer stands.' },
    { name: 'region_code', says: 'The region it lies in today; null above regions and of what no longer stands.' },
    ...nameColumns('region_name', 'its region'),
    { name: 'district_code', says: 'The district it lies in today; null above districts.' },
    ...nameColumns('district_name', 'its district'),
    { name: 'valid_from', says: 'Since when it lies where it does; null where it always has.' },
    { name: 'valid_to', says: 'Until when it stands, without that day; null where no end is known.' },
    { name: 'population', says: 'Persons at the start of population_year; null where not known.' },
    { name: 'population_year', says: 'The latest year whose population is known.' },
  ],
  select: `select area.code, area.level, area.kind, area.name_kk, area.name_ru, area.name_en,
       case when link.valid_to > ${today} then link.parent_code end as parent_code,
       placement.region_code,
       region.name_kk as region_name_kk, region.name_ru as region_name_ru, region.name_en as region_name_en,
       placement.district_code,
       district.name_kk as district_name_kk, district.name_ru as district_name_ru, district.name_en as district_name_en,
       nullif(link.valid_from, '-infinity') as valid_from,
       nullif(link.valid_to, 'infinity') as valid_to,
       latest.population,
       latest.year as population_year
  from area
  left join lateral (
    select parent_code, valid_from, valid_to
      from area_parent
     where area_parent.area_code = area.code
       and area_parent.valid_from <= ${today}
     order by area_parent.valid_from desc
     limit 1
  ) as link on true
  left join area_placement as placement
    on placement.area_code = area.code
   and placement.valid_from <= ${today}
   and placement.valid_to > ${today}
  left join area as region on region.code = placement.region_code
  left join area as district on district.code = placement.district_code
  left join lateral (
    select population, year
      from area_population
     where area_population.area_code = area.code
     order by year desc
     limit 1
  ) as latest on true`,
  reads: { area: 'ALL', area_parent: 'ALL', area_placement: 'ALL', area_population: 'ALL' },
};

const populations: AnalyticsView = {
  name: 'area_populations',
  says: 'Population of areas by year (kk: Халық саны; ru: Население).',
  columns: [
    { name: 'area_code', says: 'The area: its code in analytics.areas.' },
    ...areaNames.map(({ name, says }) => ({ name: `area_${name}`, says })),
    { name: 'year', says: 'The year.' },
    { name: 'population', says: 'Persons at the start of the year.' },
    { name: 'source', says: 'Where the number is from.' },
  ],
  select: `select known.area_code, area.name_kk as area_name_kk, area.name_ru as area_name_ru, area.name_en as area_name_en,
       known.year, known.population, known.source
  from area_population as known
  join area on area.code = known.area_code`,
  reads: { area: 'ALL', area_population: 'ALL' },
};

const months = {
  kk: 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан',
  ru: 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь',
  en: 'January February March April May June July August September October November December',
};
const weekdays = {
  kk: 'дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі',
  ru: 'понедельник вторник среда четверг пятница суббота воскресенье',
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday',
};
const calendarYears = { first: 2015, last: 2040 };

const calendar: AnalyticsView = {
  name: 'calendar',
  says: `Every day from ${calendarYears.first} to ${calendarYears.last} with the periods that hold it (kk: Күнтізбе; ru: Календарь).`,
  columns: [
    { name: 'day', says: 'The day.' },
    { name: 'month_start', says: 'The first day of its month.' },
    { name: 'quarter_start', says: 'The first day of its quarter.' },
    { name: 'half_year_start', says: 'The first day of its half-year.' },
    { name: 'year_start', says: 'The first day of its year.' },
    { name: 'year', says: 'The year.' },
    { name: 'half_year', says: 'The half of the year, 1 or 2.' },
    { name: 'quarter', says: 'The quarter, 1 to 4.' },
    { name: 'month', says: 'The month, 1 to 12.' },
    ...nameColumns('month_name', 'the month'),
    { name: 'weekday', says: 'The day of the week, 1 is Monday.' },
    ...nameColumns('weekday_name', 'the day of the week'),
  ],
  select: `select each.day::date as day,
       date_trunc('month', each.day)::date as month_start,
       date_trunc('quarter', each.day)::date as quarter_start,
       make_date(each.year, case when each.month < 7 then 1 else 7 end, 1) as half_year_start,
       date_trunc('year', each.day)::date as year_start,
       each.year,
       case when each.month < 7 then 1 else 2 end as half_year,
       extract(quarter from each.day)::integer as quarter,
       each.month,
       ${named(months, 'each.month', 'month_name')},
       each.weekday,
       ${named(weekdays, 'each.weekday', 'weekday_name')}
  from (
    select day, extract(year from day)::integer as year, extract(month from day)::integer as month,
           extract(isodow from day)::integer as weekday
      from generate_series(timestamp '${calendarYears.first}-01-01', timestamp '${calendarYears.last}-12-31', interval '1 day') as day
  ) as each`,
  reads: {},
};

const programmes: AnalyticsView = {
  name: 'programmes',
  says: 'Programmes that events, courses, funded projects and commission plans belong to (kk: Бағдарламалар; ru: Программы).',
  columns: [{ name: 'code', says: 'The code of the programme.' }, ...nameColumns('name', 'the programme')],
  select: `select code, name_kk, name_ru, name_en from programme`,
  reads: { programme: 'ALL' },
};

const measureColumns: readonly AnalyticsColumn[] = [
  { name: 'code', says: 'The full code, such as roadmap.executed.' },
  { name: 'topic', says: 'The code of its topic.' },
  ...nameColumns('topic_name', 'the topic'),
  {
    name: 'kind',
    says: 'flow: dated within the period. stock: the level at its end. cohort: received within it. rate: a quotient.',
  },
  { name: 'value_type', says: 'count, money (tenge) or ratio (0 to 1).' },
  { name: 'unit', says: 'What is counted.' },
  { name: 'is_additive', says: 'Whether the values of the parts of an area add up to its own.' },
  ...nameColumns('name', 'the measure'),
  { name: 'definition_kk', says: 'What it counts, in Kazakh.' },
  { name: 'definition_ru', says: 'What it counts, in Russian.' },
  { name: 'definition_en', says: 'What it counts, in English.' },
  { name: 'view_name', says: 'The view of this schema that holds its figures.' },
  { name: 'column_name', says: 'The column there.' },
  { name: 'records_view_name', says: 'The view of this schema that holds the records it is counted from.' },
];

/** Of a topic, in the order of the catalogue. */
function measureRows(topic: Topic, view: AnalyticsView): string[] {
  const values = view.columns.map(({ name }) => name);
  const records = Object.entries(recordTables).find(([, table]) => table === topic.recordTable)![0];
  return topic.measures.map((measure) => {
    const { code, kind, valueType, unit, additive, names, definition } = measure;
    const texts = [
      ...[`${topic.code}.${code}`, topic.code, topic.names.kk, topic.names.ru, topic.names.en, kind, valueType, unit],
    ].map(quoted);
    const words = [names.kk, names.ru, names.en, definition.kk, definition.ru, definition.en];
    const places = [view.name, columnIn(values, measure), records];
    return `(${[...texts, String(additive), ...words.map(quoted), ...places.map(quoted)].join(', ')})`;
  });
}

function columnIn(columns: readonly string[], { code }: Measure): string {
  const name = code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (!columns.includes(name)) throw new Error(`The measure ${code} has no column.`);
  return name;
}

const measures: AnalyticsView = {
  name: 'measures',
  says: 'The catalogue of measures: what each counts, and where its figures stand (kk: Көрсеткіштер; ru: Показатели).',
  columns: measureColumns,
  select: `select *
  from (values
    ${topics.flatMap((topic, place) => measureRows(topic, summaryViews[place]!)).join(',\n    ')}
  ) as measure (${measureColumns.map(({ name }) => name).join(', ')})`,
  reads: {},
};

const builds: AnalyticsView = {
  name: 'builds',
  says: 'The current build of each topic (kk: Есептеулер; ru: Расчёты).',
  columns: [
    { name: 'topic', says: 'The code of the topic.' },
    { name: 'as_of', says: 'The day that its figures are as of.' },
    { name: 'run_id', says: 'The run that built them.' },
    { name: 'built_at', says: 'When they were built.' },
    { name: 'is_stale', says: 'Whether its records changed since, a check failed, or it is defined otherwise now.' },
  ],
  select: `select build.topic, build.as_of, build.run_id, build.built_at,
       case build.topic
         ${topics
           .map(
             (topic) =>
               `when ${quoted(topic.code)} then build.definition_version <> '${definitionVersion(topic)}' or ${recordsWait(topic)}`,
           )
           .join('\n         ')}
         else true
       end as is_stale
  from build`,
  reads: { build: 'ALL', mark: 'ALL', finding: ['kind', 'topic', 'resolved_at'] },
};

export const dimensionViews: readonly AnalyticsView[] = [areas, populations, calendar, programmes, measures, builds];

function named(names: { readonly kk: string; readonly ru: string; readonly en: string }, number: string, as: string) {
  return Object.entries(names)
    .map(([locale, words]) => `(string_to_array(${quoted(words)}, ' '))[${number}] as ${as}_${locale}`)
    .join(',\n       ');
}
