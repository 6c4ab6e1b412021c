import { listMeasures } from '@oblys/rollups';
import { Query, Resolver } from 'type-graphql';
import { Measure } from './measure.js';

@Resolver()
export class MeasuresResolver {
  @Query(() => [Measure], {
    description: 'The catalogue: every measure of every topic, in the order people read them.',
  })
  measures(): Measure[] {
    return listMeasures().map(({ topic, measure }) => new Measure(topic, measure));
  }
}
