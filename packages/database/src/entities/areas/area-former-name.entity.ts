import { inLocale, type IsoDate, type Locale } from '@oblys/domain';
import { Field, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, TextColumn } from '../columns.js';
import { LocaleArgument } from '../locale-argument.js';
import { NeedsNameInLocale } from '../needs.js';
import { CalendarDate } from '../scalars/index.js';

@Entity({ name: 'area_former_name' })
@ObjectType({ description: 'What an area was called before a day.' })
export class AreaFormerName {
  @TextColumn('area_code', { primary: true })
  areaCode!: string;

  @DateColumn('until', { primary: true })
  @Field(() => CalendarDate, { description: 'The day from which it had its next name.' })
  until!: IsoDate;

  @TextColumn('name_kk')
  nameKk!: string;

  @TextColumn('name_ru')
  nameRu!: string;

  @TextColumn('name_en')
  nameEn!: string;

  @Field(() => String, { description: 'The name, cleaned of abbreviations.' })
  @NeedsNameInLocale()
  name(@LocaleArgument() locale: Locale | null): string {
    return inLocale({ kk: this.nameKk, ru: this.nameRu, en: this.nameEn }, locale);
  }
}
