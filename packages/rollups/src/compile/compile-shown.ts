import type { SummaryLevel } from '@oblys/domain';
import type { WithheldReason } from '../answers.js';
import type { Measure, Topic } from '../topic.js';
import { columnOf, hasProgramme, isLevel, measureType, ownMeasure, summaryTable } from './columns.js';
import { isReported } from './compile-reported.js';
import { allProgrammes } from './programmes.js';

/** A period of an area, as SQL: its code, the name of its grain, its first and its last day. */
export interface ShownPeriod {
  readonly areaCode: string;
  readonly level: SummaryLevel;
  readonly grain: string;
  readonly firstOn: string;
  readonly lastOn: string;
}

/** What the current build of a topic shows for a period, written as SQL alone; `toFigures` says the same of rows. */
export class ShownFigures {
  private readonly build: string;
  private readonly summary: string;
  private readonly reported: string;
  /** What is zero unless the span holds days that the topic's branches reported. */
  private readonly counted: string | undefined;

  /** @param alias a name of its own within the statement */
  constructor(
    private readonly topic: Topic,
    private readonly period: ShownPeriod,
    alias: string,
  ) {
    this.build = `${alias}_build`;
    this.summary = `${alias}_summary`;
    this.reported = `${alias}_reported`;
    this.counted = topic.countedBy.find((code) => isCountedOnEvents(topic, ownMeasure(topic, code)));
  }

  /**
   * Joins the build of the topic and its row of the period, one of each at most, to a row that the period is of, and
   * whether the topic was reported: once for all of its measures, hence the `offset` that keeps it from being spread.
   */
  get joins(): string {
    const { topic, build, summary } = this;
    const { areaCode, grain, firstOn } = this.period;
    const programme = hasProgramme(topic) ? ` and ${summary}.programme_code = '${allProgrammes}'` : '';
    return (
      `left join build as ${build} on ${build}.topic = '${topic.code}'` +
      ` left join ${summaryTable(topic)} as ${summary} on ${summary}.area_code = ${areaCode}` +
      ` and ${summary}.grain = ${grain} and ${summary}.period_start = ${firstOn}${programme}` +
      ` cross join lateral (select ${this.reports} offset 0) as ${this.reported}`
    );
  }

  /** A whole number, an amount as text, or the quotient of a rate; null where it is withheld. */
  value(measure: Measure): string {
    return `case when ${this.isComputed} and ${this.isReported(measure)} then ${this.figure(measure)} end`;
  }

  /** Why the value is null; null where it is not. */
  reason(measure: Measure): string {
    const { computation } = measure;
    const reasons: [condition: string, reason: WithheldReason][] = [
      [this.isComputed, 'NOT_COMPUTED'],
      [this.isReported(measure), 'NOT_REPORTED'],
      ...(computation.by === 'rate'
        ? [[`${this.column(computation.denominator)} <> 0`, 'NO_DENOMINATOR'] satisfies [string, WithheldReason]]
        : []),
    ];
    return `case ${reasons.map(([met, reason]) => `when (${met}) is not true then '${reason}'`).join(' ')} end`;
  }

  private get isComputed(): string {
    return `${this.period.firstOn} <= ${this.build}.as_of`;
  }

  private isReported(measure: Measure): string {
    return `${this.reported}.${isLevel(this.topic, measure) ? 'ever' : 'in_span'}`;
  }

  /** Where records were counted, a day of theirs was reported: no need to look. */
  private get reports(): string {
    const { topic, counted, period } = this;
    const { areaCode, level, firstOn, lastOn } = period;
    const until = `reporting.month <= least(${lastOn}, ${this.build}.as_of)`;
    const any = (months: string): string => isReported(topic, level, areaCode, months);
    const has = (isOfLevel: boolean): boolean => topic.measures.some((each) => isLevel(topic, each) === isOfLevel);
    const inSpan = any(`${until} and reporting.month >= ${firstOn}`);
    return [
      ...(has(false) ? [`${counted === undefined ? '' : `${this.column(counted)} <> 0 or `}${inSpan} as in_span`] : []),
      ...(has(true) ? [`${any(until)} as ever`] : []),
    ].join(', ');
  }

  private figure(measure: Measure): string {
    const { computation } = measure;
    if (computation.by === 'rate') {
      const { numerator, denominator } = computation;
      return `${this.column(numerator)}::double precision / nullif(${this.column(denominator)}, 0)`;
    }
    const column = this.column(measure.code);
    if (measure.valueType === 'money') return `${column}::text`;
    // Whatever GraphQL cannot hold is an error here too.
    return measureType(this.topic, measure) === 'bigint' ? `${column}::integer` : column;
  }

  private column(code: string): string {
    const none = ownMeasure(this.topic, code).valueType === 'money' ? '0.00' : '0';
    return `coalesce(${this.summary}.${columnOf(code)}, ${none})`;
  }
}

function isCountedOnEvents({ events }: Topic, { computation }: Measure): boolean {
  if (computation.by === 'flow') return events.includes(computation.on);
  return computation.by === 'cohort' && events.includes(computation.receivedOn);
}
