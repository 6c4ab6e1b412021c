import { countsOfPeople } from '../counts-people.js';
import type { BaseComputation, Measure, Topic } from '../topic.js';

type Counted = Extract<BaseComputation, { by: 'flow' | 'cohort' }>;
type Cohort = Extract<BaseComputation, { by: 'cohort' }>;

/** A measure that counts people, with those that count a part of the same people. */
export interface Volume {
  readonly measure: string;
  readonly computation: Counted;
  /** What became of them, each by a day. */
  readonly statuses: readonly { readonly measure: string; readonly computation: Cohort }[];
  /** What is left of the whole when some statuses are taken away. */
  readonly rests: readonly { readonly measure: string; readonly less: readonly string[] }[];
}

/**
 * The measures of a topic that count people, by the records they share.
 * @throws {Error} when a measure counts people in a way that nothing here protects
 */
export function volumesOf(topic: Topic): Volume[] {
  const counts = countsOfPeople(topic);
  const volumes = counts.filter(isVolume).map((whole): Volume => {
    const statuses = counts.flatMap((measure) => {
      const { computation } = measure;
      return isStatusOf(measure, whole) ? [{ measure: measure.code, computation: computation as Cohort }] : [];
    });
    const rests = counts.flatMap(({ code, computation }) =>
      computation.by === 'difference' && computation.whole === whole.code
        ? [{ measure: code, less: computation.less }]
        : [],
    );
    return { measure: whole.code, computation: whole.computation as Counted, statuses, rests };
  });
  const known = volumes.flatMap(({ measure, statuses, rests }) => [
    measure,
    ...[...statuses, ...rests].map((each) => each.measure),
  ]);
  for (const { code } of counts) {
    if (!known.includes(code)) throw new Error(`Nothing protects ${topic.code}.${code}, which counts people.`);
  }
  return volumes;
}

/** Every measure that a hidden one could be told from: itself, and rates of it. */
export function toldBy(topic: Topic, hidden: ReadonlySet<string>): string[] {
  return topic.measures
    .filter(({ code, computation }) =>
      computation.by === 'rate'
        ? hidden.has(computation.numerator) || hidden.has(computation.denominator)
        : hidden.has(code),
    )
    .map(({ code }) => code);
}

/** Whether the number of records behind a row is what a measure of people says. */
export function isRecordCount({ countedBy }: Topic, volume: Volume): boolean {
  return countedBy.includes(volume.measure);
}

function isVolume({ computation }: Measure): boolean {
  return computation.by === 'flow' || (computation.by === 'cohort' && computation.changedOn === undefined);
}

function isStatusOf({ computation }: Measure, whole: Measure): boolean {
  return (
    computation.by === 'cohort' &&
    computation.changedOn !== undefined &&
    whole.computation.by === 'cohort' &&
    whole.computation.receivedOn === computation.receivedOn
  );
}
