/** Longer ones, such as of a thousand ids in the variables, hardly come twice. */
const longestKey = 2_000;

/**
 * What was worked out for something and may be asked for again: the parts of a document that Apollo Server keeps parsed
 * are the same objects each time that it comes. The latest used are kept.
 */
export class KeptBy<Owner extends object, Value> {
  private readonly numbers = new WeakMap<Owner, number>();
  private readonly values = new Map<string, Value>();
  private owners = 0;

  constructor(private readonly most = 1_000) {}

  /** `key` names everything else that the value was worked out from. */
  get(owner: Owner, key: string, workOut: () => Value): Value {
    if (key.length > longestKey) return workOut();
    const place = `${this.numberOf(owner)} ${key}`;
    const known = this.values.get(place);
    const value = known === undefined ? workOut() : known;
    // The map is in the order of use, oldest first.
    if (known !== undefined) this.values.delete(place);
    this.values.set(place, value);
    if (this.values.size > this.most) this.values.delete(this.values.keys().next().value!);
    return value;
  }

  private numberOf(owner: Owner): number {
    const known = this.numbers.get(owner);
    if (known !== undefined) return known;
    this.numbers.set(owner, (this.owners += 1));
    return this.owners;
  }
}
