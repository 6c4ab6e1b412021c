import { NotFoundError } from '@oblys/domain';
import { getTopic } from '../catalogue.js';
import { reportingTopic, type QualityRule } from './quality-rule.js';
import { qualityRules } from './rules/index.js';

const byCode = new Map(qualityRules.map((rule) => [rule.code, rule]));

/** Null for one that the catalogue has no more: findings outlive the rules that found them. */
export function findQualityRule(code: string): QualityRule | null {
  return byCode.get(code) ?? null;
}

/** @throws {NotFoundError} that lists the rules of its topic, or the topics where that is unknown too */
export function getQualityRule(code: string): QualityRule {
  const rule = findQualityRule(code);
  if (rule !== null) return rule;
  const [topic = ''] = code.split('.');
  const known = rulesOf([topic]).map((one) => one.code);
  throw new NotFoundError(`There is no rule "${code}". The rules of ${topic} are: ${known.join(', ')}.`);
}

/**
 * The rules of some topics, `reporting` among them; all unless given.
 * @throws {NotFoundError} when a topic does not exist
 */
export function rulesOf(topics?: readonly string[]): readonly QualityRule[] {
  if (topics === undefined) return qualityRules;
  const wanted = new Set(topics.map((topic) => (topic === reportingTopic ? topic : getTopic(topic).code)));
  return qualityRules.filter(({ topic }) => wanted.has(topic));
}
