import { figureFilterOf, seesFigures, type Viewer } from '@oblys/access';
import type { Actor, Database } from '@oblys/database';
import { NotFoundError, type IsoDate } from '@oblys/domain';
import type {
  AnsweringPublication,
  Coverage,
  LatestBuild,
  Source,
  Staleness,
  SummaryAnswer,
  SummaryAsk,
  Topic,
  TopicBuild,
  TopicFreshness,
} from '@oblys/rollups';
import {
  answerCoverage,
  answerStaleness,
  answerSummaries,
  countsPeople,
  findAnswering,
  freshnessOf,
  latestBuild,
  sourceOf,
} from '@oblys/rollups';
import DataLoader from 'dataloader';
import { isTermCode } from '../graph/term-code.js';
import { PublicFigures } from './public-figures.js';
import { cacheKeys, type SummaryCache } from './summary-cache.js';

/** A question of one request about one area; asks that are alike are answered once. */
const alike = { cacheKeyFn: nameOf };

function nameOf({ areaCode, level, from, to, asOf, programmeCode, only, tree, grain, start }: SummaryAsk): string {
  const members = only === undefined ? '' : JSON.stringify(only);
  return `${areaCode} ${level} ${from} ${to} ${asOf} ${programmeCode} ${tree} ${grain} ${start} ${members}`;
}

export interface SummarySources {
  /** As the viewer. */
  readonly database: Database;
  /** Reads all records: for areas that were found to be in the viewer's scope. */
  readonly wholeTree: Database;
  /** Figures of an area rest on records of all its branches, so the whole area has to be within the scope. */
  readonly actor: Actor;
}

/**
 * Figures for one request. All that is asked of a topic at one level of the answer, whatever the number of areas and
 * periods, is one question to the database; a topic that nobody asks for is not computed.
 */
export class SummaryLoaders {
  private readonly byTopic = new Map<string, DataLoader<readonly SummaryAsk[], SummaryAnswer[]>>();
  private readonly stalenessByTopic = new Map<string, DataLoader<SummaryAsk, Staleness, string>>();
  private readonly coverages: DataLoader<SummaryAsk, Coverage, string>;
  private readonly programmes: DataLoader<string, boolean>;
  private readonly database: Database;
  private readonly forAnybody: PublicFigures;
  private readonly filterAreas: (areaCodes: readonly string[]) => Promise<boolean[]>;
  private build: Promise<LatestBuild | null> | undefined;

  constructor(
    private readonly sources: SummarySources,
    private readonly viewer: Viewer,
    private readonly cache: SummaryCache,
    private readonly now: Date,
  ) {
    const { database, wholeTree, actor } = sources;
    this.database = database;
    this.filterAreas = figureFilterOf(actor);
    this.forAnybody = new PublicFigures(
      database,
      { latestBuild: () => this.latestBuild(), load: (topic, asks) => this.loaderOf(topic).load(asks) },
      nameOf,
    );
    // Who reported, and not what, is open to all; of a day that nothing is stored for it stands on records.
    this.coverages = new DataLoader((asks) => answerCoverage(wholeTree, [...asks]), alike);
    this.programmes = new DataLoader((codes) => findProgrammes(database, codes));
  }

  /**
   * The answers to asks that are all for one area and programme.
   * @throws {NotFoundError} when there is no programme of the code
   */
  async answers(topic: Topic, asks: readonly SummaryAsk[]): Promise<SummaryAnswer[]> {
    const [first] = asks;
    if (first === undefined) return [];
    const { areaCode, programmeCode } = first;
    if (programmeCode !== null && !(await this.programmes.load(programmeCode))) {
      throw new NotFoundError(`There is no programme "${programmeCode}"; \`programmes\` lists those there are.`);
    }
    // Of areas that are not theirs people see what anybody does.
    if (await this.isOpen(topic, areaCode)) return this.loaderOf(topic).load(asks);
    return this.forAnybody.answers(topic, asks);
  }

  /** Where the figures of an ask come from. */
  async sourceOf(topic: Topic, ask: SummaryAsk): Promise<Source> {
    const source = sourceOf(topic, ask, await this.buildOf(topic));
    return source === 'STORED' || (await this.isOpen(topic, ask.areaCode)) ? source : 'PUBLISHED';
  }

  /** Whether all figures of a topic may be seen of an area, and not those alone that anybody is shown. */
  private async isOpen(topic: Topic, areaCode: string): Promise<boolean> {
    const [isAllowed] = await this.areAllowed([areaCode]);
    return isAllowed === true && this.isSeen(topic);
  }

  /** Whether figures of a topic may be seen as records have them, of the areas that the viewer may see. */
  isSeen(topic: Topic): boolean {
    return seesFigures(this.viewer, countsPeople(topic));
  }

  /** The official publication that answers for an area and a day; null where there is none. */
  answeringPublication(areaCode: string, asOf: IsoDate): Promise<AnsweringPublication | null> {
    return findAnswering(this.database, areaCode, asOf);
  }

  /** Whose figures may be seen, in the order of the areas. */
  areAllowed(areaCodes: readonly string[]): Promise<boolean[]> {
    return this.filterAreas(areaCodes);
  }

  /** What waits or was found wrong of the stored figures of a topic. */
  staleness(topic: Topic, ask: SummaryAsk): Promise<Staleness> {
    const known = this.stalenessByTopic.get(topic.code);
    const loader =
      known ??
      new DataLoader((asks: readonly SummaryAsk[]) => answerStaleness(this.databaseFor(asks), topic, [...asks]), alike);
    if (known === undefined) this.stalenessByTopic.set(topic.code, loader);
    return loader.load(ask);
  }

  /** Whether the figures of topics are there for the day they have to be there for when the request came in. */
  async freshness(of: readonly Topic[]): Promise<TopicFreshness[]> {
    const built = (await this.latestBuild())?.topics ?? [];
    return of.map((topic) => freshnessOf(topic, built, this.now));
  }

  coverage(ask: SummaryAsk): Promise<Coverage> {
    return this.coverages.load(ask);
  }

  /** The current build; null before the first. */
  latestBuild(): Promise<LatestBuild | null> {
    return (this.build ??= latestBuild(this.database));
  }

  /** The current build of a topic; null before its first. */
  async buildOf(topic: Topic): Promise<TopicBuild | null> {
    const built = (await this.latestBuild())?.topics ?? [];
    return built.find((build) => build.topic === topic.code) ?? null;
  }

  /** The build of a topic, which asks that name a day of their own may not need; unknown where none does. */
  private async knownBuild(topic: Topic, asks: readonly SummaryAsk[]): Promise<TopicBuild | null | undefined> {
    return asks.every(({ asOf }) => asOf === null) ? undefined : this.buildOf(topic);
  }

  private async answerAll(topic: Topic, batch: readonly (readonly SummaryAsk[])[]): Promise<SummaryAnswer[][]> {
    // Two fields may ask for the same: it is answered once.
    const asks: SummaryAsk[] = [];
    const places = new Map<string, number>();
    const placesOf = batch.map((some) =>
      some.map((ask) => {
        const name = nameOf(ask);
        const place = places.get(name) ?? asks.push(ask) - 1;
        places.set(name, place);
        return place;
      }),
    );
    const answers = await this.answerEach(topic, asks);
    return placesOf.map((some) => some.map((place) => answers[place]!));
  }

  private async answerEach(topic: Topic, asks: readonly SummaryAsk[]): Promise<SummaryAnswer[]> {
    const { cache } = this;
    const { generation } = cache;
    const build = cache.isOpen ? await this.latestBuild() : null;
    const keyOf = build === null ? () => null : cacheKeys(build, topic);
    const keys = asks.map((ask) => keyOf(ask));
    const answers = keys.map((key) => (key === null ? undefined : cache.find(key)));
    const open = asks.filter((_ask, index) => answers[index] === undefined);
    const found = await answerSummaries(this.databaseFor(open), topic, open, await this.knownBuild(topic, open));
    return answers.map((answer, index) => {
      if (answer !== undefined) return answer;
      const read = found.shift()!;
      const key = keys[index];
      if (typeof key === 'string') cache.keep(key, read, generation);
      return read;
    });
  }

  /**
   * In today's tree an area has records of others, which went over to it and which its viewers do not see one by one.
   * Whether they may see its figures was asked before.
   */
  private databaseFor(asks: readonly SummaryAsk[]): Database {
    return asks.some(({ tree }) => tree === 'CURRENT') ? this.sources.wholeTree : this.database;
  }

  private loaderOf(topic: Topic): DataLoader<readonly SummaryAsk[], SummaryAnswer[]> {
    const known = this.byTopic.get(topic.code);
    if (known !== undefined) return known;
    const answer = (batch: readonly (readonly SummaryAsk[])[]) => this.answerAll(topic, batch);
    const loader = new DataLoader(answer, { cache: false });
    this.byTopic.set(topic.code, loader);
    return loader;
  }
}

async function findProgrammes(database: Database, codes: readonly string[]): Promise<boolean[]> {
  const rows = await database.query<{ code: string }>(
    `/* gateway:programmes */
     select code
       from programme
      where code = any ($1::text[])`,
    [codes.filter(isTermCode)],
  );
  const known = new Set(rows.map(({ code }) => code));
  return codes.map((code) => known.has(code));
}
