import { Money, tenge } from '@oblys/database';
import { inLocale } from '@oblys/domain';
import type { Measure, Source, SummaryAnswer, Topic, ValueType } from '@oblys/rollups';
import { topics } from '@oblys/rollups';
import type { GraphQLScalarType } from 'graphql';
import type { ClassType } from 'type-graphql';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Provenance } from './provenance.js';
import { SourceEnum, WithheldReasonEnum } from './summary-enums.js';

@ObjectType({ description: 'A figure that is null, and why.', simpleResolvers: true })
export class Withheld {
  @Field(() => ID, { description: 'Full code of the measure, such as roadmap.completionRate.' })
  measure!: string;

  @Field(() => WithheldReasonEnum, { description: 'Why it is null.' })
  reason!: string;
}

const typeOf: Record<ValueType, () => GraphQLScalarType | ClassType> = {
  count: () => Int,
  money: () => Money,
  ratio: () => Float,
};

/** The GraphQL type of each topic's figures, made from its definition: a new topic needs no class of its own. */
const summaryTypes = new Map(topics.map((topic) => [topic.code, createSummaryType(topic)]));

export function summaryTypeOf(topic: Topic): TopicSummaryClass {
  const type = summaryTypes.get(topic.code);
  if (type === undefined) throw new Error(`Topic ${topic.code} has no summary type.`);
  return type;
}

export function summaryTypeName({ code }: Topic): string {
  return `${code.charAt(0).toUpperCase()}${code.slice(1)}Summary`;
}

/** An answer as its GraphQL type shows it: money with its currency, measures by their full code. */
export type TopicSummaryClass = new (answer: SummaryAnswer, provenance: () => Promise<Provenance>) => object;

function showValue({ valueType }: Measure, value: string | number | null): unknown {
  return valueType === 'money' && value !== null ? tenge(String(value)) : value;
}

function createSummaryType(topic: Topic): TopicSummaryClass {
  const name = summaryTypeName(topic);
  const about = inLocale(topic.names, 'EN');

  @ObjectType(name, { description: `${about}: figures of an area and a period.`, simpleResolvers: true })
  class TopicSummary {
    constructor(
      private readonly answer: SummaryAnswer,
      readonly provenance: () => Promise<Provenance>,
    ) {}

    get withheld(): Withheld[] {
      return this.answer.withheld.map(({ measure, reason }) => ({ measure: `${topic.code}.${measure}`, reason }));
    }

    get source(): Source {
      return this.answer.source;
    }

    figure(measure: Measure): unknown {
      return showValue(measure, this.answer.values[measure.code] ?? null);
    }
  }
  for (const measure of topic.measures) {
    Object.defineProperty(TopicSummary.prototype, measure.code, {
      get(this: TopicSummary) {
        return this.figure(measure);
      },
    });
    const description = `${inLocale(measure.definition, 'EN')} Null where \`withheld\` says why.`;
    Field(typeOf[measure.valueType], { nullable: true, description })(TopicSummary.prototype, measure.code);
  }
  Field(() => [Withheld], { description: 'The measures that are null, each with the reason.' })(
    TopicSummary.prototype,
    'withheld',
  );
  Field(() => SourceEnum, { description: 'Where the figures come from.' })(TopicSummary.prototype, 'source');
  Field(() => Provenance, { description: 'What the figures of this topic rest on.' })(
    TopicSummary.prototype,
    'provenance',
  );
  return TopicSummary;
}
