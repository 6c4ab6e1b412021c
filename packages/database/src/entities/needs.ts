import { Extensions } from 'type-graphql';

/**
 * The properties a computed field is made from. Whoever reads rows for a selection reads these columns for it;
 * the field itself has none.
 */
export function Needs(...properties: string[]): MethodDecorator & PropertyDecorator {
  return Extensions({ needs: properties }) as MethodDecorator & PropertyDecorator;
}
