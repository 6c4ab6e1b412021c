/**
 * A small generator of our own (sfc32, seeded by a hash of text), so that the same seed gives the same records
 * on every machine and in every later version of Node.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: string) {
    [this.#a, this.#b, this.#c] = hash(seed);
    // sfc32 needs some rounds before the bits of the seed are spread over its whole state.
    for (let round = 0; round < 15; round++) this.#next32();
  }

  /** From 0 up to, and without, 1. */
  next(): number {
    return this.#next32() / 2 ** 32;
  }

  /** A whole number from min to max, both included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws {RangeError} when there is nothing to pick from */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError('Nothing can be picked from an empty list.');
    return item;
  }

  shuffled<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let last = result.length - 1; last > 0; last--) {
      const other = this.int(0, last);
      [result[last], result[other]] = [result[other] as T, result[last] as T];
    }
    return result;
  }

  /** A UUID of version 7 whose time is the given instant, in milliseconds since 1970. */
  uuid(instantMs: number): string {
    const time = instantMs.toString(16).padStart(12, '0');
    const one = this.#next32();
    const other = this.#next32();
    const version = hex(0x7000 | (one & 0x0fff), 4);
    const variant = hex(0x8000 | ((one >>> 12) & 0x3fff), 4);
    const rest = hex(other, 8) + hex(this.#next32() >>> 16, 4);
    return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${rest}`;
  }

  #next32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

/** FNV-1a with three different starts. */
function hash(text: string): [number, number, number] {
  const of = (start: number) => {
    let value = start;
    for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
    return value;
  };
  return [of(0x811c9dc5), of(0x2c1b3c6d), of(0x297a2d39)];
}
