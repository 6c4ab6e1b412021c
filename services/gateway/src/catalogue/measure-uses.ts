import { CalendarDate, Instant, LocaleArgument, Report } from '@oblys/database';
import { inLocale, type IsoDate, type Locale } from '@oblys/domain';
import type { HoldingPublication, KeptDefinition, StatingReport } from '@oblys/rollups';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { graph } from '../graph/index.js';
import { encodeNodeId } from '../graph/node-id.js';
import { MeasureDefinition } from './measure-definition.js';

@ObjectType({ description: 'A report that states figures of a measure.' })
export class MeasureReport {
  constructor(private readonly stating: StatingReport) {}

  @Field(() => ID, { description: 'The global id of the report.' })
  get id(): string {
    return encodeNodeId(graph.kindOf(Report), { id: this.stating.reportId });
  }

  @Field(() => String, { description: 'The title, in the language of the report.' })
  get title(): string {
    return this.stating.title;
  }

  @Field(() => CalendarDate, { description: 'The day it was published.' })
  get publishedOn(): IsoDate {
    return this.stating.publishedOn;
  }

  @Field(() => [Int], { description: 'The figures of it that state the measure, by their number.' })
  get figures(): readonly number[] {
    return this.stating.figures;
  }
}

@ObjectType({ description: 'A publication that holds figures of a measure.' })
export class MeasurePublication {
  constructor(
    private readonly held: HoldingPublication,
    private readonly kept: KeptDefinition | null,
  ) {}

  @Field(() => ID, { description: 'Code of the area that it is of, with the areas below it.' })
  get areaCode(): string {
    return this.held.areaCode;
  }

  @Field(() => String, { description: 'The name of the area.' })
  areaName(@LocaleArgument() locale: Locale | null): string {
    return inLocale(this.held.areaNames, locale);
  }

  @Field(() => CalendarDate, { description: 'The day that its figures are as of.' })
  get asOf(): IsoDate {
    return this.held.asOf;
  }

  @Field(() => String, { description: 'What it is called; official unless it was given another name.' })
  get name(): string {
    return this.held.name;
  }

  @Field(() => Instant, { description: 'When it was published.' })
  get publishedAt(): Date {
    return this.held.publishedAt;
  }

  @Field(() => ID, { description: 'The run that published it.' })
  get runId(): string {
    return this.held.runId;
  }

  @Field(() => MeasureDefinition, {
    nullable: true,
    description: 'What the measure meant when it was published; null where no definition was kept yet.',
  })
  get definition(): MeasureDefinition | null {
    return this.kept && new MeasureDefinition(this.kept);
  }
}
