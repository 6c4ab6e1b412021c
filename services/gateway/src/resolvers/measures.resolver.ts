import { listDurations, listMeasures } from '@oblys/rollups';
import { Query, Resolver } from 'type-graphql';
import { Duration } from './duration.js';
import { Measure } from './measure.js';

@Resolver()
export class MeasuresResolver {
  @Query(() => [Measure], {
    description: 'The catalogue: every measure of every topic, in the order people read them.',
  })
  measures(): Measure[] {
    return listMeasures().map(({ topic, measure }) => new Measure(topic, measure));
  }

  @Query(() => [Duration], {
    description: 'The durations of all topics, whose distributions a measure query tells.',
  })
  durations(): Duration[] {
    return listDurations().map((duration) => new Duration(duration));
  }
}
