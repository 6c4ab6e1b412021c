import { CalendarDate } from '@oblys/database';
import { inLocale, type IsoDate } from '@oblys/domain';
import type { Source, Staleness, SummaryAnswer, SummaryAsk, Topic } from '@oblys/rollups';
import { topics } from '@oblys/rollups';
import { Arg, Ctx, Field, ID, ObjectType } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { Coverage } from './coverage.js';
import { Period } from './period.js';
import { Provenance } from './provenance.js';
import { definitionVersionOf, freshnessFields, stalenessFields } from './provenance-fields.js';
import { SourceEnum } from './summary-enums.js';
import type { SummarySeries } from './summary-series.js';
import { summaryTypeOf } from './topic-summary.js';

@ObjectType({ description: 'The figures of an area and a period. Only the topics that are selected are computed.' })
export class AreaSummary {
  @Field(() => Period, { description: 'The period they are for.' })
  readonly period: Period;

  /** The figures of one of the periods that are asked for together. */
  constructor(
    private readonly series: SummarySeries,
    private readonly index: number,
  ) {
    this.period = series.periods[index]!;
  }

  @Field(() => CalendarDate, {
    description: 'The day the figures are as of: the one that was asked for, else that of the current build.',
  })
  async asOf(@Ctx() { summaries, today }: GatewayContext): Promise<IsoDate> {
    return this.series.givenAsOf ?? (await summaries.latestBuild())?.asOf ?? today;
  }

  @Field(() => SourceEnum, {
    description:
      "Where the figures of its topics come from; STORED when no as-of day is asked for, or that of the current build is, LIVE when all are counted from records, as in today's tree, and else MIXED. Who may not read the records of the area is given what was PUBLISHED for the day.",
  })
  async source(@Ctx() { summaries }: GatewayContext): Promise<Source> {
    const sources = await Promise.all(topics.map((topic) => summaries.sourceOf(topic, this.askFor(null))));
    return sources.every((source) => source === sources[0]) ? sources[0]! : 'MIXED';
  }

  @Field(() => Provenance, { description: 'What the figures of all topics rest on.' })
  async provenance(@Ctx() context: GatewayContext): Promise<Provenance> {
    return {
      ...(await this.origin(context)),
      asOf: await this.asOf(context),
      definitionVersion: definitionVersionOf(topics),
      // A function, so that topics which nobody selected are counted only where this number is.
      recordCount: () => this.countRecords(context),
      ...this.staleness(context, topics),
      ...this.freshness(context, topics),
    };
  }

  /** The run that made them, and when. */
  private async origin(context: GatewayContext): Promise<Pick<Provenance, 'runId' | 'builtAt'>> {
    const { summaries } = context;
    const source = await this.source(context);
    const { areaCode, asOf } = this.askFor(null);
    if (source === 'PUBLISHED' && asOf !== null) {
      const publication = await summaries.answeringPublication(areaCode, asOf);
      return { runId: publication?.runId ?? null, builtAt: publication?.publishedAt ?? null };
    }
    const build = source === 'LIVE' ? null : await summaries.latestBuild();
    return { runId: build?.runId ?? null, builtAt: build?.builtAt ?? null };
  }

  @Field(() => Coverage, {
    description:
      'How much of what could have been reported for the period has been, by the districts as they lay then.',
  })
  async coverage(@Ctx() { summaries }: GatewayContext): Promise<Coverage> {
    return new Coverage(await summaries.coverage(this.askFor(null)));
  }

  /** The figures of one topic, as its generated field shows them. */
  figures(topic: Topic, context: GatewayContext, programmeCode: string | null): object | Promise<object> {
    const found = this.series.answers(topic, programmeCode, context.summaries);
    const show = (answers: readonly SummaryAnswer[]): object => {
      const answer = answers[this.index]!;
      return new (summaryTypeOf(topic))(answer, () => this.provenanceOf(topic, answer, context));
    };
    return found instanceof Promise ? found.then(show) : show(found);
  }

  private async provenanceOf(topic: Topic, answer: SummaryAnswer, context: GatewayContext): Promise<Provenance> {
    const { runId, definitionVersion: version, recordCount, source } = answer;
    const isOfBuild = source === 'STORED' || source === 'MIXED';
    const build = isOfBuild ? (await context.summaries.latestBuild())?.topics : undefined;
    return {
      runId,
      asOf: answer.asOf ?? context.today,
      definitionVersion: version,
      builtAt: answer.publishedAt ?? build?.find((built) => built.topic === topic.code)?.builtAt ?? null,
      recordCount,
      ...this.staleness(context, isOfBuild ? [topic] : []),
      ...this.freshness(context, [topic]),
    };
  }

  /** What is stale of some topics, read once something of it is selected. */
  private staleness(
    context: GatewayContext,
    of: readonly Topic[],
  ): Pick<Provenance, 'isStale' | 'staleReasons' | 'staleSince'> {
    const read = async (): Promise<Staleness[]> => {
      const source = await this.source(context);
      // What was counted for the answer is not stale, and what was published stands.
      if (source === 'LIVE' || source === 'PUBLISHED') return [];
      return Promise.all(of.map((topic) => context.summaries.staleness(topic, this.askFor(null))));
    };
    return stalenessFields(read);
  }

  /** Whoever names a day gets the figures of that day, however old the build is. */
  private freshness(context: GatewayContext, of: readonly Topic[]): Pick<Provenance, 'isOverdue' | 'overdueSince'> {
    const { givenAsOf } = this.series;
    return freshnessFields(async () => (givenAsOf === null ? context.summaries.freshness(of) : []));
  }

  private async countRecords(context: GatewayContext): Promise<number | null> {
    const answers = await Promise.all(topics.map((topic) => this.series.answers(topic, null, context.summaries)));
    const counts = answers.map((ofTopic) => ofTopic[this.index]!.recordCount);
    return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
  }

  private askFor(programmeCode: string | null): SummaryAsk {
    return this.series.askFor(this.index, programmeCode);
  }
}

/** Gives AreaSummary a field for each topic; one whose records belong to programmes can be asked for one of them. */
for (const topic of topics) {
  const prototype = AreaSummary.prototype;
  const descriptor = {
    value: function (this: AreaSummary, context: GatewayContext, programmeCode: string | null = null) {
      return this.figures(topic, context, programmeCode);
    },
    configurable: true,
  };
  Object.defineProperty(prototype, topic.code, descriptor);
  Ctx()(prototype, topic.code, 0);
  if (topic.dimensions.includes('programme')) {
    const description = 'Code of a programme to count for; all records unless given, those without one too.';
    Arg('programme', () => ID, { nullable: true, description })(prototype, topic.code, 1);
  }
  Field(() => summaryTypeOf(topic), { description: `${inLocale(topic.names, 'EN')}.` })(
    prototype,
    topic.code,
    descriptor,
  );
}
