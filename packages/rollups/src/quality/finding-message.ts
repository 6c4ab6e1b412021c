import type { FindingDetails } from '@oblys/database';
import { inLocale, type Locale } from '@oblys/domain';
import type { QualityRule } from './quality-rule.js';

/** What a finding says, its values put into the words of its rule; a value that there is not is a dash. */
export function describeFinding({ message }: QualityRule, details: FindingDetails, locale: Locale | null): string {
  return inLocale(message, locale).replaceAll(/\{(\w+)\}/g, (_all, name: string) => String(details[name] ?? '–'));
}
