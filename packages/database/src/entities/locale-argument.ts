import { Arg } from 'type-graphql';
import { LocaleEnum } from './enums.js';

/** The argument `locale` of a field that has words; left out or null it is Kazakh. */
export function LocaleArgument(): ReturnType<typeof Arg> {
  return Arg('locale', () => LocaleEnum, {
    nullable: true,
    defaultValue: 'KK',
    description: 'The language; Kazakh unless given.',
  });
}
