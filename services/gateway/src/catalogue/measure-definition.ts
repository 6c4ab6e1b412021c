import { CalendarDate, Instant, LocaleArgument, registerEnum } from '@oblys/database';
import { inLocale, type IsoDate, type Locale } from '@oblys/domain';
import { definitionParts, type DefinitionPart, type KeptDefinition } from '@oblys/rollups';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { MeasureKindEnum, MeasureValueTypeEnum } from '../resolvers/measure-enums.js';

const DefinitionPartEnum = registerEnum('DefinitionPart', 'What of a definition may change.', definitionParts, {
  NAME: 'What it is called, in any of the languages.',
  DEFINITION: 'The sentence that says what it means, in any of the languages.',
  UNIT: 'What is counted, or what its values are.',
  KIND: 'How it is counted over time, or whether it adds up.',
  COMPUTATION: 'What it is computed from: figures of before and after do not compare without care.',
});

@ObjectType({
  description:
    'What a measure meant: in force from the first build or publication that used it, until the next version is.',
})
export class MeasureDefinition {
  constructor(private readonly kept: KeptDefinition) {}

  @Field(() => Int, { description: 'Counts the versions, starting at 1.' })
  get number(): number {
    return this.kept.number;
  }

  @Field(() => ID, { description: 'A short hash of all that it says.' })
  get version(): string {
    return this.kept.version;
  }

  @Field(() => Instant, { description: 'Since when it is in force.' })
  get inForceSince(): Date {
    return this.kept.inForceSince;
  }

  @Field(() => ID, { description: 'The run that used it first.' })
  get runId(): string {
    return this.kept.runId;
  }

  @Field(() => CalendarDate, { description: 'The day that this run was as of.' })
  get asOf(): IsoDate {
    return this.kept.asOf;
  }

  @Field(() => String, { description: 'The name of the measure.' })
  name(@LocaleArgument() locale: Locale | null): string {
    return inLocale(this.kept.names, locale);
  }

  @Field(() => String, { description: 'What the measure meant, in one sentence.' })
  definition(@LocaleArgument() locale: Locale | null): string {
    return inLocale(this.kept.definition, locale);
  }

  @Field(() => String, { description: 'What was counted.' })
  get unit(): string {
    return this.kept.unit;
  }

  @Field(() => MeasureKindEnum, { description: 'How it was counted over time.' })
  get kind(): string {
    return this.kept.kind;
  }

  @Field(() => MeasureValueTypeEnum, { description: 'What its values were.' })
  get valueType(): string {
    return this.kept.valueType;
  }

  @Field(() => Boolean, { description: 'Whether the values of the parts of an area added up to its own.' })
  get isAdditive(): boolean {
    return this.kept.isAdditive;
  }

  @Field(() => String, { description: 'What counted it from the records, as SQL to be read.' })
  get sql(): string {
    return this.kept.sql;
  }

  @Field(() => [DefinitionPartEnum], { description: 'What differs from the version before; nothing of the first.' })
  get changed(): DefinitionPart[] {
    return this.kept.changed;
  }
}
