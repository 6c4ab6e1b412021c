import { inLocale, type Locale } from '@oblys/domain';
import { faultWords, type RowFaultCode } from './fault-words.js';
import { headingOf as headingIn, type ImportKind } from './import-kind.js';
import { importKinds } from './import-kinds.js';

/** What is wrong with a row of a file, or with a value of it. */
export interface RowFault {
  readonly row: number;
  /** Of the entity; null where the row as a whole is at fault. */
  readonly property: string | null;
  readonly code: RowFaultCode;
  /** As written, cut short; null where there is none, and of what is of persons. */
  readonly value: string | null;
  readonly params: Readonly<Record<string, unknown>>;
}

/** One sentence on why a value is refused and what to write instead, in the reader's language. */
export function describeFault({ property, code, params }: RowFault, kind: ImportKind, locale: Locale): string {
  const headingOf = (of: unknown): string => headingIn(kind, of, locale) ?? '';
  const linked = importKinds.find(({ code: known }) => known === params['kind']);
  const told = linked === undefined ? params : { ...params, kind: inLocale(linked.names, locale) };
  return faultWords[locale][code]({ heading: headingOf(property), params: told, headingOf });
}
