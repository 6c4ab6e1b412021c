import type { Locale } from '@oblys/domain';
import { Extensions } from 'type-graphql';

/** The properties that a computed field needs, whatever its arguments or by them. */
export type Needed = readonly string[] | ((args: Readonly<Record<string, unknown>>) => readonly string[]);

/** The property that a field shows as it is, by its arguments. */
export type Shown = (args: Readonly<Record<string, unknown>>) => string;

/**
 * The properties a computed field is made from. Whoever reads rows for a selection reads these columns for it;
 * the field itself has none.
 */
export function Needs(...properties: string[]): MethodDecorator & PropertyDecorator {
  return Extensions({ needs: properties }) as MethodDecorator & PropertyDecorator;
}

/** The same of a field that gives a name in the language of its argument `locale`. */
export function NeedsNameInLocale(): MethodDecorator & PropertyDecorator {
  const shows: Shown = ({ locale }) => nameProperties[(locale as Locale | null) ?? 'KK'];
  const needs: Needed = (args) => [shows(args)];
  return Extensions({ needs, shows }) as MethodDecorator & PropertyDecorator;
}

/** The same of a field of the type Money that shows a property. */
export function NeedsMoney(property: string): MethodDecorator & PropertyDecorator {
  const shows: Shown = () => property;
  return Extensions({ needs: [property], shows, isMoney: true }) as MethodDecorator & PropertyDecorator;
}

const nameProperties: Readonly<Record<Locale, string>> = { KK: 'nameKk', RU: 'nameRu', EN: 'nameEn' };
