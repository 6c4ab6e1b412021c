import type { LocalizedText } from '@oblys/domain';
import { invariantsOf } from './check-build.js';
import { measureExpression, measureSql } from './compile/measure-sql.js';
import { dimensionsOf, lineageOf } from './lineage.js';
import type { QualityRule } from './quality/quality-rule.js';
import { qualityRules } from './quality/rules/index.js';
import { regionCounts } from './region-counts.js';
import type { Measure, Topic } from './topic.js';
import { topics } from './topics/index.js';

const heading = `# Data dictionary

Every measure, from the one definition that its figures are computed from; written by \`pnpm run schema\`, not edited by hand.

- **flow**: the records dated within the span, up to the as-of day. **stock**: the level at the end of the span or of the as-of day, whichever is earlier. **cohort**: the records received within the span, each with its status at the end of the as-of day. **rate**: the quotient of two of these, 0 to 1, null of nothing.
- **duration**: how many days each of the records took that ended within the span, up to the as-of day; a measure query tells of its distribution, the median and the 90th percentile among them, counted from the records. It does not add up.
- **adds up**: whether the values of the districts and the regional office add up to the region's.
- **checked**: what has to hold on every row before a build is made current. Beside it the regions have to add up to the country, and one measure has to be the count of its records, written a second time by hand: of every region and year where all is counted, of every branch and month that was counted anew where only those are; then the branches have to add up to their region too.
- **lineage**: from the table that a figure is read from, with its columns, back to the months that it is added up from, to the records that these are counted from, and to the files that records come in by; then the jobs that fill the tables. A measure that does not add up is counted from records for each area and period, so that no column of months holds it.
- **SQL**: what counts the figure from the records of a region, put together from the same parts as the count itself. \`:region\` is its code, \`:from\` the first day, \`:day\` the last one that counts (of the span, or the as-of day where that is earlier), \`:as_of\` the as-of day.

This page tells of today. What a measure meant before, and since when it means what it does, \`measures { history }\` of the API tells: every definition is kept from the first build that used it on. When somebody changes a topic, the next build keeps the new definition beside the old ones.
`;

/** The measures of every topic and the rules of data quality as one page of Markdown, in three languages. */
export function printDataDictionary(): string {
  return [heading, ...topics.map(printTopic), printRules()].join('\n');
}

function printTopic(topic: Topic): string {
  const byProgramme = topic.dimensions.includes('programme') ? ' Also by programme.' : '';
  return `## ${topic.names.en} (\`${topic.code}\`)

${topic.names.kk} · ${topic.names.ru}. From the records of \`${topic.recordTable}\`.${byProgramme}

| measure | kind | unit | adds up | name | definition |
| --- | --- | --- | --- | --- | --- |
${topic.measures.map((measure) => printMeasure(topic, measure)).join('\n')}

${printDurations(topic)}Checked: ${invariantsOf(topic).join('; ')}. Counted a second time: ${regionCounts[topic.code]?.measure ?? 'nothing'}.

${dimensionWords}: ${dimensionsOf(topic).join(', ')}.

${topic.measures.map((measure) => printOrigin(topic, measure)).join('\n\n')}
`;
}

/** Where the figures of a measure come from, and what counts them. */
function printOrigin(topic: Topic, measure: Measure): string {
  const lineage = lineageOf(topic, measure);
  const expression = measureExpression(measure);
  const columns = (table: string, names: readonly string[]): string => `\`${table}\` (${names.join(', ') || 'none'})`;
  const steps = [
    columns(lineage.summaryTable, lineage.summaryColumns),
    columns(lineage.cellTable, lineage.cellColumns),
    lineage.recordTables.map((table) => `\`${table}\``).join(', '),
    lineage.importKinds.map((kind) => `\`oblys import ${kind}\``).join(', '),
  ];
  return `### \`${topic.code}.${measure.code}\`

${measure.names.kk} · ${measure.names.ru} · ${measure.names.en}

${lineageWords}: ${steps.join(' ← ')}. ${jobWords}: ${lineage.jobs.map((job) => `\`${job}\``).join(', ')}.
${expression === null ? '' : `\n${formulaWords}: \`${expression}\`.\n`}
\`\`\`sql
${measureSql(topic, measure)}
\`\`\``;
}

const dimensionWords = 'Өлшемдер · Разрезы · Dimensions';
const lineageWords = 'Шығу тегі · Происхождение · Lineage';
const jobWords = 'Тапсырмалар · Задания · Jobs';
const formulaWords = 'Формула · Формула · Formula';

function printMeasure(topic: Topic, measure: Measure): string {
  const { kind, unit, numerator, denominator } = measure;
  const of = numerator === undefined ? kind : `${kind}: ${numerator} / ${denominator}`;
  const adds = measure.additive ? 'yes' : 'no';
  return `| \`${topic.code}.${measure.code}\` | ${of} | ${unit} | ${adds} | ${lines(measure.names)} | ${lines(measure.definition)} |`;
}

function printDurations({ code: topicCode, durations = [] }: Topic): string {
  if (durations.length === 0) return '';
  const rows = durations.map(
    ({ code, names, definition }) => `| \`${topicCode}.${code}\` | ${lines(names)} | ${lines(definition)} |`,
  );
  return `| duration | name | definition |
| --- | --- | --- |
${rows.join('\n')}

`;
}

function printRules(): string {
  return `## Data quality

What \`oblys quality\` checks the records by. Every finding names the records concerned; none holds up a build.

| rule | severity | name | finds |
| --- | --- | --- | --- |
${qualityRules.map(printRule).join('\n')}
`;
}

function printRule({ code, severity, names, definition }: QualityRule): string {
  return `| \`${code}\` | ${severity} | ${lines(names)} | ${lines(definition)} |`;
}

function lines({ kk, ru, en }: LocalizedText): string {
  return [kk, ru, en].map((text) => text.replaceAll('|', '\\|')).join('<br>');
}
