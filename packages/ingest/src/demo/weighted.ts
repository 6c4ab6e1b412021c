import type { Random } from './random.js';

/** Items to draw from, each as likely as its weight is of all weights; summed up once, for thousands of draws. */
export class Weighted<T> {
  readonly #items: readonly T[];
  readonly #upTo: Float64Array;

  constructor(items: readonly T[], weightOf: (item: T) => number) {
    this.#items = items.filter((item) => weightOf(item) > 0);
    this.#upTo = new Float64Array(this.#items.length);
    let total = 0;
    this.#items.forEach((item, index) => {
      total += weightOf(item);
      this.#upTo[index] = total;
    });
  }

  /** The keys of a table of weights. */
  static keys<Key extends string>(weights: Readonly<Record<Key, number>>): Weighted<Key> {
    return new Weighted(Object.keys(weights) as Key[], (key) => weights[key]);
  }

  /** @throws {RangeError} when nothing has a weight */
  draw(random: Random): T {
    const at = random.next() * (this.#upTo.at(-1) ?? 0);
    const item = this.#items[this.#upTo.findIndex((upTo) => at < upTo)];
    if (item === undefined) throw new RangeError('Nothing can be drawn, for nothing has a weight.');
    return item;
  }
}
