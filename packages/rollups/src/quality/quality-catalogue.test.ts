import { describe, expect, it } from '@jest/globals';
import { NotFoundError, type LocalizedText } from '@oblys/domain';
import { getTopic } from '../catalogue.js';
import { findQualityRule, getQualityRule, rulesOf } from './quality-catalogue.js';
import { reportingTopic } from './quality-rule.js';
import { qualityRules } from './rules/index.js';

const each = qualityRules.map((rule) => [rule.code, rule] as const);
const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
const wordsIn = ({ kk, ru, en }: LocalizedText): string[] => [kk, ru, en];

describe('the catalogue of rules', () => {
  it('has each code once', () => {
    expect(new Set(qualityRules.map(({ code }) => code)).size).toBe(qualityRules.length);
  });

  it.each(each)('%s is called after its topic, whose records it is about', (code, { topic, recordTable }) => {
    expect(code).toMatch(new RegExp(`^${topic}\\.[a-z]+(-[a-z]+)*$`));
    expect(recordTable).toBe(topic === reportingTopic ? null : getTopic(topic).recordTable);
  });

  it.each(each)('%s has a name, a sentence and a message in each language', (_code, rule) => {
    for (const text of [rule.names, rule.definition, rule.message]) {
      expect(new Set(wordsIn(text)).size).toBe(3);
    }
    for (const words of wordsIn(rule.definition)) expect(words).toMatch(/^\p{Lu}.*\.$/u);
    const [kk, ru, en] = wordsIn(rule.message).map(placeholders);
    expect([kk, ru]).toEqual([en, en]);
    // Kazakh is no copy of the Russian, and no English is left in either.
    expect(`${rule.definition.kk}${rule.definition.ru}`).not.toMatch(/[a-z]{3}/i);
    expect(rule.definition.kk).toMatch(/[әіңғүұқөһ]/i);
  });

  it.each(each)('%s never touches a person or the words of an appeal', (_code, { found }) => {
    expect(found).not.toMatch(/sealed|appeal_text|winner_name|speaker_name|join person|person_key/);
    const [, details = ''] = /jsonb_build_object\(([^]*?)as details/.exec(found) ?? [];
    expect(details).not.toBe('');
    expect(details).not.toMatch(/person|\.(name|text|title|subject|agenda|topic|finding|commission)\b/);
  });
});

describe('getQualityRule', () => {
  it('names the rules of the topic for one that is unknown, and the topics for one of none', () => {
    expect(getQualityRule('funding.duplicate').topic).toBe('funding');
    expect(() => getQualityRule('funding.none')).toThrow(NotFoundError);
    expect(() => getQualityRule('funding.none')).toThrow(/"funding\.none".*funding\.amount-out-of-line/);
    expect(() => getQualityRule('weather.none')).toThrow(/no topic "weather".*roadmap/);
    expect(findQualityRule('funding.none')).toBeNull();
  });
});

describe('rulesOf', () => {
  it('gives the rules of some topics, each once, or all', () => {
    expect(rulesOf()).toBe(qualityRules);
    const some = rulesOf(['monitoring', 'reporting', 'monitoring']).map(({ code }) => code);
    expect(some).toEqual([
      'reporting.month-missing',
      'reporting.month-not-submitted',
      'monitoring.impossible-day',
      'monitoring.item-not-there',
      'monitoring.duplicate',
    ]);
    expect(() => rulesOf(['weather'])).toThrow(NotFoundError);
  });
});
