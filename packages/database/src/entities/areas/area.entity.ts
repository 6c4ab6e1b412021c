import { inLocale, type AreaLevel, type IsoDate, type Locale } from '@oblys/domain';
import { Field, ID, Int, InterfaceType } from 'type-graphql';
import { Entity } from 'typeorm';
import { BooleanColumn, TextColumn } from '../columns.js';
import { AreaLevelEnum } from '../enums.js';
import { LocaleArgument } from '../locale-argument.js';
import { NeedsNameInLocale } from '../needs.js';
import { Node } from '../node.js';
import { AreaBoundary } from './area-boundary.entity.js';
import { AreaFormerName } from './area-former-name.entity.js';

/** One row of the tree of areas; its typed faces are Country, Region, District and Locality. */
@Entity({ name: 'area' })
@InterfaceType('Area', { description: 'An administrative area, keyed by its 9-digit KATO code.', implements: Node })
export abstract class Area extends Node {
  @TextColumn('code', { primary: true })
  @Field(() => ID, { description: 'The official 9-digit KATO code; 000000000 is the country.' })
  code!: string;

  @TextColumn('level')
  @Field(() => AreaLevelEnum, { description: 'How deep the area lies in the tree.' })
  level!: AreaLevel;

  @TextColumn('kind')
  @Field(() => String, {
    description: 'What the area is in law, finer than its level, such as CITY_OF_REGIONAL_SIGNIFICANCE.',
  })
  kind!: string;

  @TextColumn('name_kk')
  nameKk!: string;

  @TextColumn('name_ru')
  nameRu!: string;

  @TextColumn('name_en')
  nameEn!: string;

  @BooleanColumn('name_en_transliterated')
  @Field(() => Boolean, {
    description: 'True where no usual English form is known and the English name is the Kazakh one in Latin letters.',
  })
  nameEnTransliterated!: boolean;

  /** As the newest edition of the classifier writes it; null before the first. */
  @TextColumn('classifier_name_kk', { nullable: true })
  classifierNameKk!: string | null;

  @TextColumn('classifier_name_ru', { nullable: true })
  classifierNameRu!: string | null;

  @Field(() => String, { description: 'The name, cleaned of abbreviations.' })
  @NeedsNameInLocale()
  name(@LocaleArgument() locale: Locale | null): string {
    return inLocale({ kk: this.nameKk, ru: this.nameRu, en: this.nameEn }, locale);
  }

  @Field(() => AreaBoundary, {
    nullable: true,
    description: 'Where it lies on a map; null where no boundary is loaded.',
  })
  boundary?: AreaBoundary | null;

  @Field(() => [AreaFormerName], {
    description: 'What it was called before, the latest first; none where that is not known.',
  })
  formerNames?: AreaFormerName[];

  /** Filled by the read path out of area_population. */
  @Field(() => Int, {
    nullable: true,
    description: 'Persons at the start of the latest year that is known; null where none is.',
  })
  population?: number | null;
}

/** When a dated row of the tree holds: from a day up to, and without, another. The open ends are infinities. */
export interface DatedLink {
  validFrom: IsoDate;
  validTo: IsoDate;
}
