import { LocaleArgument } from '@oblys/database';
import { inLocale, InvalidInputError, type Locale } from '@oblys/domain';
import {
  definitionAt,
  dimensionsOf,
  measureExpression,
  measureSql,
  type Measure as MeasureOfTopic,
  type Topic,
} from '@oblys/rollups';
import { Arg, Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import { mostPublications } from '../catalogue/catalogue-reads.js';
import { MeasureDefinition } from '../catalogue/measure-definition.js';
import { MeasureLineage } from '../catalogue/measure-lineage.js';
import { MeasurePublication, MeasureReport } from '../catalogue/measure-uses.js';
import type { GatewayContext } from '../context.js';
import { DimensionEnum } from '../graph/dimensions.js';
import { MeasureKindEnum, MeasureValueTypeEnum } from './measure-enums.js';

@ObjectType({ description: 'A subject that figures are kept of.' })
export class MeasureTopic {
  constructor(private readonly topic: Topic) {}

  @Field(() => ID, { description: 'Code of the topic, such as roadmap; AreaSummary has a field of the same name.' })
  get code(): string {
    return this.topic.code;
  }

  @Field(() => String, { description: 'The name of the topic.' })
  name(@LocaleArgument() locale: Locale | null): string {
    return inLocale(this.topic.names, locale);
  }
}

@ObjectType({ description: 'A measure of the catalogue: what is counted, and how.' })
export class Measure {
  constructor(
    private readonly ofTopic: Topic,
    private readonly measure: MeasureOfTopic,
  ) {}

  @Field(() => ID, { description: 'Full code, such as roadmap.executed.' })
  get code(): string {
    return `${this.ofTopic.code}.${this.measure.code}`;
  }

  @Field(() => MeasureTopic, { description: 'The topic it belongs to.' })
  get topic(): MeasureTopic {
    return new MeasureTopic(this.ofTopic);
  }

  @Field(() => MeasureKindEnum, { description: 'How it is counted over time.' })
  get kind(): string {
    return this.measure.kind.toUpperCase();
  }

  @Field(() => MeasureValueTypeEnum, { description: 'What its values are.' })
  get valueType(): string {
    return this.measure.valueType.toUpperCase();
  }

  @Field(() => String, { description: 'What is counted: items, appeals, KZT; ratio for a share of 0..1.' })
  get unit(): string {
    return this.measure.unit;
  }

  @Field(() => Boolean, { description: 'Whether the values of the parts of an area add up to its own.' })
  get isAdditive(): boolean {
    return this.measure.additive;
  }

  @Field(() => String, {
    nullable: true,
    description: 'A difference or a quotient in the codes of the measures that it is made of; null of every other one.',
  })
  get expression(): string | null {
    return measureExpression(this.measure);
  }

  @Field(() => String, {
    description:
      'What counts it from the records of a region, as SQL to be read: `:region` is its code, `:from` the first day, `:day` the last one that counts, `:as_of` the as-of day.',
  })
  get sql(): string {
    return measureSql(this.ofTopic, this.measure);
  }

  @Field(() => [DimensionEnum], { description: 'What it can be told apart by, in `measureQuery`.' })
  get dimensions(): string[] {
    return dimensionsOf(this.ofTopic);
  }

  @Field(() => MeasureLineage, { description: 'Where its figures come from.' })
  get lineage(): MeasureLineage {
    return new MeasureLineage(this.ofTopic, this.measure);
  }

  @Field(() => [MeasureDefinition], {
    description: 'Every definition by which its figures were ever built or published, the newest first.',
  })
  async history(@Ctx() { catalogue }: GatewayContext): Promise<MeasureDefinition[]> {
    return (await catalogue.definitionsOf(this.code)).map((kept) => new MeasureDefinition(kept));
  }

  @Field(() => [MeasureReport], { description: 'The reports that state it, the newest first.' })
  async reports(@Ctx() { catalogue }: GatewayContext): Promise<MeasureReport[]> {
    return (await catalogue.reportsOf(this.code)).map((stating) => new MeasureReport(stating));
  }

  @Field(() => [MeasurePublication], {
    description: 'The publications that hold it and that who asks is shown, the newest first.',
  })
  async publications(
    @Arg('first', () => Int, { defaultValue: 10, description: `How many; ${mostPublications} at most.` }) first: number,
    @Ctx() { catalogue }: GatewayContext,
  ): Promise<MeasurePublication[]> {
    if (first < 0 || first > mostPublications) {
      throw new InvalidInputError(`"first" is ${first}; from 0 to ${mostPublications} publications are told of.`);
    }
    const definitions = await catalogue.definitionsOf(this.code);
    const held = await catalogue.publicationsOf(this.ofTopic.code);
    return held
      .slice(0, first)
      .map((publication) => new MeasurePublication(publication, definitionAt(definitions, publication.publishedAt)));
  }

  @Field(() => String, { description: 'The name of the measure.' })
  name(@LocaleArgument() locale: Locale | null): string {
    return inLocale(this.measure.names, locale);
  }

  @Field(() => String, { description: 'What the measure means, in one sentence.' })
  definition(@LocaleArgument() locale: Locale | null): string {
    return inLocale(this.measure.definition, locale);
  }
}
