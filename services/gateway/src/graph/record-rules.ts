import type { RecordRule, RecordValues } from '@oblys/database';

/** What a rule that does not hold is called in a fault. */
export type RuleCode = 'OUT_OF_RANGE' | 'OUT_OF_ORDER' | 'INCONSISTENT';

const codes: Readonly<Record<RecordRule['check'], RuleCode>> = {
  ORDERED: 'OUT_OF_ORDER',
  WITHIN: 'OUT_OF_RANGE',
  POSITIVE: 'OUT_OF_RANGE',
  TOGETHER: 'INCONSISTENT',
  IN_YEAR: 'INCONSISTENT',
  ONLY_WITH: 'INCONSISTENT',
};

export function ruleCode({ check }: RecordRule): RuleCode {
  return codes[check];
}

/** Why a rule does not hold for some values, by the names of the API's fields. */
export function describeBreach(rule: RecordRule, values: RecordValues, nameOf: (property: string) => string): string {
  const told = (property: string) => `"${nameOf(property)}" is ${String(values[property])}`;
  switch (rule.check) {
    case 'ORDERED':
      return `${told(rule.later)}, before "${nameOf(rule.earlier)}", which is ${String(values[rule.earlier])}.`;
    case 'WITHIN':
      return `${told(rule.property)}; it lies between ${rule.least} and ${rule.most}.`;
    case 'POSITIVE':
      return `An amount is more than nothing; given was ${String(values[rule.property])}.`;
    case 'TOGETHER':
      return `"${nameOf(rule.one)}" and "${nameOf(rule.other)}" are given together, or neither is.`;
    case 'IN_YEAR':
      return `${told(rule.date)}, which is not in "${nameOf(rule.year)}" ${String(values[rule.year])}.`;
    case 'ONLY_WITH':
      return `"${nameOf(rule.property)}" is given only where "${nameOf(rule.other)}" is ${rule.value}; here it is ${String(values[rule.other])}.`;
  }
}
