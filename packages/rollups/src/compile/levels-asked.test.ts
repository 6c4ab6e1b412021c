import { describe, expect, it } from '@jest/globals';
import { summaryLevels } from '@oblys/domain';
import { topics } from '../topics/index.js';
import { compileLive } from './compile-live.js';
import { compileMixed } from './compile-mixed.js';
import { compileStored } from './compile-stored.js';
import { distinctMeasures } from './compile-distinct.js';

const naming = (sql: string) => summaryLevels.filter((level) => sql.includes(`'${level}'`));

describe.each(topics.map((topic) => [topic.code, topic] as const))('a statement of %s', (_code, topic) => {
  const statements = (levels: Parameters<typeof compileStored>[1]) => [
    compileStored(topic, levels),
    compileLive(topic, topics, levels, 'CURRENT'),
    ...(distinctMeasures(topic).length > 0 ? [] : [compileMixed(topic, topics, levels)]),
  ];

  it.each(summaryLevels)('plans for areas of the level %s alone where no other is asked', (level) => {
    const one = statements([level]);
    const all = statements(summaryLevels);
    // In whatever level, a mark waits for an area by the level that it is asked of.
    one.forEach((sql, index) => expect(sql.length).toBeLessThan(all[index]!.length * 0.6));
    expect(naming(one[0]!)).toEqual([level]);
  });
});
