import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listMeasures, measureSql, printDataDictionary, qualityRules, topics } from './index.js';

describe('printDataDictionary', () => {
  it('has a row for every measure and duration of every topic, and for every rule of data quality', () => {
    const rows = printDataDictionary()
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    const codes = topics.flatMap(({ code: topic, measures, durations = [] }) =>
      [...measures, ...durations].map(({ code }) => `${topic}.${code}`),
    );
    expect(rows.map((row) => row.split('`')[1])).toEqual([...codes, ...qualityRules.map(({ code }) => code)]);
  });

  it('says of every measure where it comes from and what counts it', () => {
    const printed = printDataDictionary();
    for (const { topic, measure } of listMeasures()) {
      const [, own = ''] = printed.split(`### \`${topic.code}.${measure.code}\`\n`);
      const [section = ''] = own.split('\n##');
      expect(section).toContain(`← \`${topic.code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_cell\``);
      expect(section).toContain(measureSql(topic, measure));
    }
  });

  it('says what is checked of each topic before its figures are shown', () => {
    expect(printDataDictionary()).toContain(
      'planned = executed + inProgress + notDue; overdue <= inProgress. Counted a second time: inProgress.',
    );
    expect(printDataDictionary()).not.toContain('Counted a second time: nothing');
  });

  it('is what schema/dictionary.md says: else run `pnpm run schema`', () =>
    expect(readFileSync(join(import.meta.dirname, '../../../schema/dictionary.md'), 'utf8')).toBe(
      printDataDictionary(),
    ));
});
