import { topics } from '@oblys/rollups';
import { Ctx, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { TopicFreshness } from '../summaries/topic-freshness.js';

@Resolver()
export class FreshnessResolver {
  @Query(() => [TopicFreshness], {
    description:
      'Whether the figures of each topic are there for the day they have to be there for, as of this moment.',
  })
  async freshness(@Ctx() { summaries }: GatewayContext): Promise<TopicFreshness[]> {
    const found = await summaries.freshness(topics);
    return found.map((each) => new TopicFreshness(each));
  }
}
