import { newDataKey } from './master-keys.js';
import { open, seal } from './seal.js';

/** Seals what is of persons on its way to where it is kept, by a key that nobody has but this object. */
export class PassingSeal {
  private readonly key = newDataKey();

  /** @param place where it lies meanwhile; it opens as that alone */
  seal(place: string, value: unknown): Buffer {
    return seal(this.key, purposeOf(place), Buffer.from(JSON.stringify(value)));
  }

  /** @throws {SealError} when it was not sealed by this object for the place */
  open(place: string, sealed: Uint8Array): unknown {
    return JSON.parse(open(this.key, purposeOf(place), sealed).toString());
  }
}

function purposeOf(place: string): string {
  return `passing through:${place}`;
}
