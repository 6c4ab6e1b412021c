import type { RecordRule } from '@oblys/database';
import { literal } from './staged-kind.js';

/** A rule as a condition of SQL that is never null. */
export function holdsInSql(rule: RecordRule, valueOf: (property: string) => string): string {
  switch (rule.check) {
    case 'ORDERED':
      return `coalesce(${valueOf(rule.later)} >= ${valueOf(rule.earlier)}, true)`;
    case 'WITHIN':
      return `coalesce(${valueOf(rule.property)} between ${rule.least} and ${rule.most}, true)`;
    case 'POSITIVE':
      return `coalesce(${valueOf(rule.property)} > 0, true)`;
    case 'TOGETHER':
      return `((${valueOf(rule.one)} is null) = (${valueOf(rule.other)} is null))`;
    case 'IN_YEAR':
      return `coalesce(extract(year from ${valueOf(rule.date)}) = ${valueOf(rule.year)}, true)`;
    case 'ONLY_WITH':
      return `(${valueOf(rule.property)} is null or ${valueOf(rule.other)} is not distinct from ${literal(rule.value)})`;
  }
}
