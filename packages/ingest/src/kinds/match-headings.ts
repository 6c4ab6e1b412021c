import { inLocale, InvalidInputError, type Locale } from '@oblys/domain';
import { closest, distance } from 'fastest-levenshtein';
import { foldText } from './fold-text.js';
import { headingWords } from './heading-words.js';
import { columnsOf, type FileField, type ImportField, type ImportKind, type PersonalField } from './import-kind.js';
import { importKinds } from './import-kinds.js';

export type HeadingFault =
  | {
      readonly code: 'UNKNOWN_HEADING';
      /** Null where the first row may be one of values. */
      readonly heading: string | null;
      /** The first is 1. */
      readonly column: number;
      readonly hint: string | null;
    }
  | { readonly code: 'MISSING_HEADING'; readonly heading: string }
  | { readonly code: 'HEADING_TWICE'; readonly heading: string; readonly other: string };

/** The headings of a file are not those of its kind. */
export class HeadingsFault extends InvalidInputError {
  override readonly details: { readonly faults: readonly HeadingFault[]; readonly looksLike: string | null };

  constructor(kind: ImportKind, faults: readonly HeadingFault[], looksLike: ImportKind | null, locale: Locale) {
    super(headingWords(kind, faults, looksLike, locale));
    this.details = { faults, looksLike: looksLike?.code ?? null };
  }
}

export interface HeadingOptions {
  readonly locale: Locale;
  /** Passes over columns whose heading is none of the kind's. */
  readonly skipsUnknown: boolean;
  /** Columns that nothing is ever taken from. */
  readonly isPassedOver: (heading: string) => boolean;
}

/**
 * The field of each column, by its heading in any of the languages; null where nothing is taken from it.
 * @throws {HeadingsFault} with every fault, when a heading is unknown, needed and not there, or there twice
 */
export function matchHeadings(
  kind: ImportKind,
  headings: readonly string[],
  { locale, skipsUnknown, isPassedOver }: HeadingOptions,
): (ImportField | PersonalField | null)[] {
  const fields = fieldsByHeading(kind);
  const columns = headings.map((heading) => fields.get(foldHeading(heading)) ?? null);
  // A first row without a known heading may be one of values, and those of persons: none of it is told.
  const hasHeadings = columns.some((field) => field !== null);
  const faults: HeadingFault[] = [
    ...headings.flatMap((heading, index): HeadingFault[] => {
      const field = columns[index]!;
      if (field === null)
        return skipsUnknown || isPassedOver(heading) || isRowCount(heading)
          ? []
          : [{ ...unknown(heading, kind, locale), column: index + 1, ...(hasHeadings ? {} : { heading: null }) }];
      const first = columns.indexOf(field);
      return first === index ? [] : [{ code: 'HEADING_TWICE', heading, other: headings[first]! }];
    }),
    ...columnsOf(kind).flatMap((field): HeadingFault[] =>
      field.isRequired && !columns.includes(field)
        ? [{ code: 'MISSING_HEADING', heading: inLocale(field.headings, locale) }]
        : [],
    ),
  ];
  if (faults.length > 0) throw new HeadingsFault(kind, faults, likelierKind(kind, headings), locale);
  return columns;
}

const longestHeading = 200;

/** Folded; without a unit in brackets and the mark of what must be given. */
export function foldHeading(heading: string): string {
  const bare = heading
    .slice(0, longestHeading)
    .replace(/\([^)]*\)\s*\*?\s*$/u, '')
    .trim();
  return bare.startsWith('№') ? `№ ${foldText(bare)}`.trim() : foldText(bare === '' ? heading : bare);
}

const knownHeadings = new WeakMap<ImportKind, ReadonlyMap<string, ImportField | PersonalField>>();

export function fieldsByHeading(kind: ImportKind): ReadonlyMap<string, ImportField | PersonalField> {
  const known =
    knownHeadings.get(kind) ??
    new Map(columnsOf(kind).flatMap((field) => namesOf(field).map((name) => [foldHeading(name), field] as const)));
  knownHeadings.set(kind, known);
  return known;
}

export function namesOf({ property, headings: { kk, ru, en }, aliases = [] }: FileField): string[] {
  return [kk, ru, en, property, ...aliases];
}

/** The column that people number their rows in. */
function isRowCount(heading: string): boolean {
  return ['№', '№ п п', 'р с', 'п п', 'но'].includes(foldHeading(heading).replace(/^№ № /, '№ '));
}

function unknown(
  heading: string,
  kind: ImportKind,
  locale: Locale,
): Omit<Extract<HeadingFault, { code: 'UNKNOWN_HEADING' }>, 'column'> {
  const names = columnsOf(kind).flatMap(namesOf);
  const folded = foldText(heading).slice(0, 100);
  const near = closest(folded, names.map(foldText));
  const isNear = distance(folded, near) <= Math.max(2, near.length / 3);
  const field = isNear ? fieldsByHeading(kind).get(near) : undefined;
  return { code: 'UNKNOWN_HEADING', heading, hint: field === undefined ? null : inLocale(field.headings, locale) };
}

/** Another kind that more of the headings are of. */
function likelierKind(kind: ImportKind, headings: readonly string[]): ImportKind | null {
  const countOf = (each: ImportKind): number =>
    new Set(headings.flatMap((heading) => fieldsByHeading(each).get(foldHeading(heading)) ?? [])).size;
  const best = importKinds.reduce((one, other) => (countOf(other) > countOf(one) ? other : one));
  return countOf(best) > countOf(kind) ? best : null;
}
