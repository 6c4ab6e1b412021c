import type { LatestBuild, SummaryAnswer, SummaryAsk, Topic } from '@oblys/rollups';

/** About a kilobyte each. */
const mostAnswers = 10_000;

/**
 * Stored answers of the current build, for all requests of the process. Whoever asks reads the build first and the key
 * names it, so that nothing of another build is ever given; that a build was made current empties it, and while nobody
 * listens for that it keeps nothing. Whether a viewer may see an area is asked before it, anew for each request, and
 * what is stale of an answer is not in it.
 */
export class SummaryCache {
  private answers = new Map<string, SummaryAnswer>();
  private isListening = false;
  private emptied = 0;

  constructor(private readonly isOn: boolean) {}

  get isOpen(): boolean {
    return this.isOn && this.isListening;
  }

  /** Changes when it is emptied: what was asked for before may be kept no more. */
  get generation(): number {
    return this.emptied;
  }

  open(): void {
    this.empty();
    this.isListening = true;
  }

  close(): void {
    this.isListening = false;
    this.empty();
  }

  empty(): void {
    this.emptied += 1;
    this.answers = new Map();
  }

  find(key: string): SummaryAnswer | undefined {
    const answer = this.answers.get(key);
    if (answer === undefined) return undefined;
    // The map is in the order of use, oldest first.
    this.answers.delete(key);
    this.answers.set(key, answer);
    return answer;
  }

  keep(key: string, answer: SummaryAnswer, generation: number): void {
    if (!this.isOpen || generation !== this.emptied || answer.source !== 'STORED' || answer.runId === null) return;
    this.answers.set(key, answer);
    if (this.answers.size <= mostAnswers) return;
    const [oldest] = this.answers.keys();
    this.answers.delete(oldest!);
  }
}

/** Names the answers of a build to asks for a topic; null for one that cannot be stored. */
export function cacheKeys(build: LatestBuild, topic: Topic): (ask: SummaryAsk) => string | null {
  const common = `${topic.code} ${nameOf(build)}`;
  return ({ areaCode, level, from, to, asOf, programmeCode, tree, grain, start }) => {
    if (tree === 'CURRENT' || grain === undefined || start === undefined) return null;
    if (asOf !== null && asOf !== build.asOf) return null;
    return `${areaCode} ${level} ${grain} ${start} ${from} ${to} ${programmeCode} ${tree} ${common}`;
  };
}

/** All topics, since what one has built can be the reason why another's figure is null. */
function nameOf({ topics }: LatestBuild): string {
  return topics
    .map(({ topic, runId }) => `${topic} ${runId}`)
    .sort()
    .join();
}
