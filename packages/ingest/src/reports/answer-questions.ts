import type { Sql } from '@oblys/database';
import { countLive, type LiveAsk, type CountedAnswer, type Topic } from '@oblys/rollups';
import type { FigureQuestion } from './judge-figure.js';

/** One statement per topic, with each different ask in it once. */
export async function answerQuestions(
  sql: Sql,
  questions: readonly FigureQuestion[],
): Promise<Map<FigureQuestion, CountedAnswer>> {
  const answers = new Map<FigureQuestion, CountedAnswer>();
  const asksByTopic = new Map<Topic, Map<string, LiveAsk>>();
  const askable = questions.flatMap((question) => ('reason' in question ? [] : [question]));
  for (const { topic, ask } of askable) {
    const asks = asksByTopic.get(topic) ?? new Map<string, LiveAsk>();
    asksByTopic.set(topic, asks.set(JSON.stringify(ask), ask));
  }
  for (const [topic, asks] of asksByTopic) {
    const answered = await countLive(sql, topic, [...asks.values()]);
    const byAsk = new Map([...asks.keys()].map((key, index) => [key, answered[index]!]));
    for (const question of askable) {
      if (question.topic === topic) answers.set(question, byAsk.get(JSON.stringify(question.ask))!);
    }
  }
  return answers;
}
