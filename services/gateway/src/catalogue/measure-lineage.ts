import { CalendarDate, Instant } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { definitionAt, lineageOf, type Measure as MeasureOfTopic, type Topic } from '@oblys/rollups';
import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { MeasureDefinition } from './measure-definition.js';

@ObjectType({ description: 'The build that the stored figures of a measure are of.', simpleResolvers: true })
export class MeasureBuild {
  @Field(() => ID, { description: 'The run that built them.' })
  runId!: string;

  @Field(() => CalendarDate, { description: 'The day they are as of.' })
  asOf!: IsoDate;

  @Field(() => Instant, { description: 'When they were built.' })
  builtAt!: Date;

  @Field(() => MeasureDefinition, {
    nullable: true,
    description: 'The definition that was in force then; null where none was kept yet.',
  })
  definition!: MeasureDefinition | null;
}

@ObjectType({ description: 'Where a figure comes from: from the table it is read from back to the files of records.' })
export class MeasureLineage {
  constructor(
    private readonly topic: Topic,
    private readonly measure: MeasureOfTopic,
  ) {}

  @Field(() => String, { description: 'The table that figures are stored in.' })
  get summaryTable(): string {
    return this.found.summaryTable;
  }

  @Field(() => [String], { description: 'The columns of it that a figure is read from: of a rate its two counts.' })
  get summaryColumns(): readonly string[] {
    return this.found.summaryColumns;
  }

  @Field(() => String, { description: 'The table of months that figures are added up from.' })
  get cellTable(): string {
    return this.found.cellTable;
  }

  @Field(() => [String], {
    description:
      'The columns of it that they are added up from; none where nothing adds up, so that records are counted.',
  })
  get cellColumns(): readonly string[] {
    return this.found.cellColumns;
  }

  @Field(() => [String], { description: 'The tables of records that are counted.' })
  get recordTables(): readonly string[] {
    return this.found.recordTables;
  }

  @Field(() => [ID], {
    description: 'The kinds of file that the records come in by, besides being written one by one.',
  })
  get importKinds(): readonly string[] {
    return this.found.importKinds;
  }

  @Field(() => [ID], { description: 'The names of the jobs that fill the tables; `job` tells more of them.' })
  get jobs(): readonly string[] {
    return this.found.jobs;
  }

  @Field(() => MeasureBuild, { nullable: true, description: 'The current build; null before the first.' })
  async build(@Ctx() { summaries, catalogue }: GatewayContext): Promise<MeasureBuild | null> {
    const build = await summaries.buildOf(this.topic);
    if (build === null) return null;
    const definitions = await catalogue.definitionsOf(`${this.topic.code}.${this.measure.code}`);
    const kept = definitionAt(definitions, build.builtAt);
    const { runId, asOf, builtAt } = build;
    return { runId, asOf, builtAt, definition: kept && new MeasureDefinition(kept) };
  }

  private get found() {
    return lineageOf(this.topic, this.measure);
  }
}
