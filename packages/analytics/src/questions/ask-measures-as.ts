import { actorOf, figureFilterOf, seesFigures, wholeTreeReader, type Viewer } from '@oblys/access';
import { actAs, Scopes, type Database } from '@oblys/database';
import { businessDay } from '@oblys/domain';
import {
  answerStaleness,
  countsPeople,
  freshnessOf,
  latestBuild,
  type LatestBuild,
  type TopicBuild,
} from '@oblys/rollups';
import {
  askMeasures,
  sqlOfTree,
  type FigureCircumstances,
  type MeasureQuestion,
  type MeasureReply,
} from './ask-measures.js';

/**
 * Answers a question as somebody, for a command or a job: by the role of the database that a request of theirs has, and
 * within their areas.
 * @param database as its owner
 * @throws {AsOfInFutureError} when the day has not come
 * @throws {InvalidInputError} when dimensions, measures, span, filters and order do not go together
 * @throws {NotFoundError} when a measure or an area does not exist
 */
export function askMeasuresAs(
  database: Database,
  viewer: Viewer,
  question: MeasureQuestion,
  now: Date,
): Promise<MeasureReply> {
  const actor = actorOf(viewer, businessDay(now), new Scopes(database));
  const asViewer = actAs(database, actor);
  const asked = sqlOfTree({ database: asViewer, wholeTree: actAs(database, wholeTreeReader) }, question.tree);
  let build: Promise<LatestBuild | null> | undefined;
  const readBuild = () => (build ??= latestBuild(asViewer));
  const builds = async (): Promise<readonly TopicBuild[]> => (await readBuild())?.topics ?? [];
  const circumstances: FigureCircumstances = {
    areAllowed: figureFilterOf(actor),
    isSeen: (topic) => seesFigures(viewer, countsPeople(topic)),
    latestBuild: readBuild,
    buildOf: async ({ code }) => (await builds()).find(({ topic }) => topic === code) ?? null,
    staleness: async (topic, ask) => (await answerStaleness(asViewer, topic, [ask]))[0]!,
    freshness: async (of) => {
      const built = await builds();
      return of.map((topic) => freshnessOf(topic, built, now));
    },
  };
  return askMeasures(asked, question, circumstances, now);
}
