import { inLocale, type Locale } from '@oblys/domain';
import { Field, ID, InterfaceType } from 'type-graphql';
import { TextColumn } from '../columns.js';
import { LocaleArgument } from '../locale-argument.js';
import { NeedsNameInLocale } from '../needs.js';
import { Node } from '../node.js';

@InterfaceType('Term', {
  description: 'A word of a vocabulary that people may rename and add to. Its code never changes.',
  implements: Node,
})
export abstract class VocabularyTerm extends Node {
  @TextColumn('code', { primary: true })
  @Field(() => ID, { description: 'The code, in small letters, such as auyl-amanaty.' })
  code!: string;

  @TextColumn('name_kk')
  nameKk!: string;

  @TextColumn('name_ru')
  nameRu!: string;

  @TextColumn('name_en')
  nameEn!: string;

  @Field(() => String, { description: 'The name.' })
  @NeedsNameInLocale()
  name(@LocaleArgument() locale: Locale | null): string {
    return inLocale({ kk: this.nameKk, ru: this.nameRu, en: this.nameEn }, locale);
  }
}
