import { relative } from 'node:path';
import sequencerModule from '@jest/test-sequencer';

// Its types are those of CommonJS, where the class is one further in.
const Sequencer = sequencerModule as unknown as typeof sequencerModule.default;
type Test = Parameters<InstanceType<typeof Sequencer>['sort']>[0][number];

/** What runs for half a minute or more, from the root of the built tests, the longest first. */
export const slowest = [
  'integration/cli-start',
  'integration/protected-publications',
  'property/planted-faults',
  'integration/access-matrix',
  'integration/cli-start-interrupted',
  'integration/jobs-killed',
  'integration/hostile-requests',
  'heart/persons',
  'integration/client-examples',
  'property/histories-even',
  'property/histories-odd',
  'integration/imports-of-persons',
  'integration/cli-bad-input',
  'integration/demo',
].map((name) => `test/dist/${name}.test.js`);

/**
 * Where jest has not run before it knows of no file how long it takes, and begins with the largest: a small one that
 * takes minutes would come late, and be alone at the end on one of the processors.
 */
export default class SlowestFirst extends Sequencer {
  override sort(tests: Test[]): Test[] {
    return (super.sort(tests) as Test[]).sort((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({ path, context }: Test): number {
  const place = slowest.indexOf(relative(context.config.rootDir, path));
  return place === -1 ? slowest.length : place;
}
