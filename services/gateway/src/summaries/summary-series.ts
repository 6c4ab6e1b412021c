import type { IsoDate, SummaryLevel, Tree } from '@oblys/domain';
import type { SummaryAnswer, SummaryAsk, Topic } from '@oblys/rollups';
import type { Period } from './period.js';
import type { SummaryLoaders } from './summary-loaders.js';

/** The periods of an area that one field asks for: what is answered of a topic is answered for all of them at once. */
export class SummarySeries {
  /** What was asked for, and what has come of it. */
  private readonly asked = new Map<string, Promise<SummaryAnswer[]>>();
  private readonly answered = new Map<string, SummaryAnswer[]>();

  constructor(
    private readonly areaCode: string,
    private readonly level: SummaryLevel,
    readonly periods: readonly Period[],
    readonly givenAsOf: IsoDate | null,
    private readonly tree: Tree,
  ) {}

  /** In the order of the periods; at once where they are there already. */
  answers(
    topic: Topic,
    programmeCode: string | null,
    loaders: SummaryLoaders,
  ): SummaryAnswer[] | Promise<SummaryAnswer[]> {
    const key = `${topic.code} ${programmeCode}`;
    return this.answered.get(key) ?? this.asked.get(key) ?? this.ask(key, topic, programmeCode, loaders);
  }

  askFor(index: number, programmeCode: string | null): SummaryAsk {
    const { grain, start, end } = this.periods[index]!;
    const { areaCode, level, tree, givenAsOf: asOf } = this;
    return { areaCode, level, from: start, to: end, asOf, programmeCode, grain, start, tree };
  }

  private ask(
    key: string,
    topic: Topic,
    programmeCode: string | null,
    loaders: SummaryLoaders,
  ): Promise<SummaryAnswer[]> {
    const asks = this.periods.map((_period, index) => this.askFor(index, programmeCode));
    const answers = loaders.answers(topic, asks).then((found) => {
      this.answered.set(key, found);
      return found;
    });
    this.asked.set(key, answers);
    return answers;
  }
}
