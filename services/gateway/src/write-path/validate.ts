import { holds, subjectsOf, type RecordValues, type Sql } from '@oblys/database';
import type { RecordField, WritableRecord } from '../graph/record-fields.js';
import { describeBreach, ruleCode } from '../graph/record-rules.js';
import { isTermCode } from '../graph/term-code.js';
import { abbreviate } from '../errors/abbreviate.js';
import type { Statement } from '../read-path/statement.js';
import { confinesOf, type Viewer } from '@oblys/access';
import { FaultyInputError, type Fault, type FaultCode } from './faults.js';
import { findReferences, type Place, type References } from './find-references.js';
import type { ReadInput, RecordKey } from './read-input.js';

/** A record as it is before the write. */
export interface CurrentRecord extends RecordKey {
  readonly version: number;
  readonly values: RecordValues;
}

/**
 * Tests what the record would be after the write, and gathers all that the database would refuse and all that lies
 * outside of the viewer's scope; `current` is null for a new record.
 * @throws {FaultyInputError} with every fault, those found while reading the input among them
 */
export async function validate(
  sql: Sql,
  statement: Statement,
  record: WritableRecord,
  read: ReadInput,
  current: CurrentRecord | null,
): Promise<void> {
  const validation = new Validation(record, read, current);
  validation.testRules();
  const terms = validation.takeTerms();
  const references = await findReferences(sql, statement, record, validation.ask(terms));
  validation.testTerms(references);
  validation.testPlace(references, statement.viewer);
  validation.testLinks(references);
  validation.testSourceRef(references);
  if (validation.faults.length > 0) throw new FaultyInputError(record.kind.name, validation.faults);
}

class Validation {
  readonly faults: Fault[];
  private readonly values: RecordValues;
  /** The fields that are at fault by themselves, of which nothing more can be said. */
  private readonly faulty: ReadonlySet<string | undefined>;

  constructor(
    private readonly record: WritableRecord,
    private readonly read: ReadInput,
    private readonly current: CurrentRecord | null,
  ) {
    this.faults = [...read.faults];
    this.faulty = new Set(read.faults.map(({ path }) => path[1]));
    this.values = {
      ...Object.fromEntries(record.fields.map(({ property }) => [property, null])),
      ...current?.values,
      ...Object.fromEntries(read.values),
    };
  }

  testRules(): void {
    for (const rule of this.record.rules) {
      const subjects = subjectsOf(rule);
      if (!subjects.every((property) => this.isSound(property)) || holds(rule, this.values)) continue;
      const message = describeBreach(rule, this.values, (property) => this.fieldOf(property).name);
      this.refuse(this.givenOf(subjects), ruleCode(rule), message);
    }
  }

  /** The codes that are given, by property; one that cannot be a code is a fault at once. */
  takeTerms(): Map<string, string> {
    const terms = new Map<string, string>();
    for (const field of this.record.fields) {
      const code = this.read.values.get(field.property);
      if (field.type !== 'TERM' || typeof code !== 'string') continue;
      if (isTermCode(code)) terms.set(field.property, code);
      else this.refuseTerm(field);
    }
    return terms;
  }

  ask(terms: ReadonlyMap<string, string>): Parameters<typeof findReferences>[3] {
    const { placedOn } = this.record;
    return {
      areaCode: this.isSound('areaCode') ? String(this.values['areaCode']) : null,
      day: this.isSound(placedOn) ? String(this.values[placedOn]) : null,
      regionCode: this.isPlacedAnew ? null : this.current!.regionCode,
      terms,
      links: this.read.links,
      sourceRef: this.isSound('sourceRef') ? (this.values['sourceRef'] as string | null) : null,
      ownId: this.current?.id ?? null,
    };
  }

  testTerms({ missing }: References): void {
    for (const field of this.record.fields) {
      if (field.type === 'TERM' && missing.includes(field.property)) this.refuseTerm(field);
    }
  }

  testPlace({ isKnownArea, place }: References, viewer: Viewer): void {
    const { placedOn } = this.record;
    if (!this.isPlacedAnew || !this.isSound('areaCode')) return;
    const area = abbreviate(String(this.values['areaCode']));
    const at = this.givenOf(['areaCode', placedOn]);
    if (!isKnownArea) {
      this.refuse(at, 'UNKNOWN', `There is no area "${area}"; an area is given by its KATO code, such as 110000000.`);
    } else if (place === null) {
      if (!this.isSound(placedOn)) return;
      const day = String(this.values[placedOn]);
      this.refuse(at, 'NOT_PLACED', `Area ${area} belongs to no region on ${day}, so no record can lie there.`);
    } else if (!isWithin(place, viewer)) {
      this.refuse(at, 'OUT_OF_SCOPE', `Area ${area} is not among those that ${viewer.name} may write records of.`);
    }
  }

  testLinks({ missing, place }: References): void {
    const regionCode = this.isPlacedAnew ? place?.regionCode : this.current?.regionCode;
    for (const { type, property, name, to } of this.record.fields) {
      if (type !== 'RECORD' || this.values[property] === null || !this.isSound(property)) continue;
      // A link that is not given is one of the region that the record lies in.
      const linkedRegion = this.read.links.get(property)?.regionCode ?? this.current?.regionCode;
      if (missing.includes(property)) {
        this.refuse(property, 'UNKNOWN', `"${name}" names no ${to!.name} that is there and may be seen.`);
      } else if (regionCode !== undefined && linkedRegion !== regionCode) {
        this.refuse(property, 'OTHER_REGION', `"${name}" names a ${to!.name} of another region than the record's own.`);
      }
    }
  }

  testSourceRef({ isReferenceTaken }: References): void {
    if (!isReferenceTaken) return;
    const reference = String(this.values['sourceRef']);
    this.refuse(
      this.givenOf(['sourceRef', 'areaCode', this.record.placedOn]),
      'NOT_UNIQUE',
      `Another ${this.record.kind.name} of the region has the source reference "${reference}".`,
    );
  }

  /** Whether the database finds region and district anew. */
  private get isPlacedAnew(): boolean {
    const { values } = this.read;
    return this.current === null || values.has('areaCode') || values.has(this.record.placedOn);
  }

  private isSound(property: string): boolean {
    return !this.faulty.has(this.fieldOf(property).name);
  }

  /** The first of some properties that the input names, for there the fault can be mended. */
  private givenOf(properties: readonly string[]): string {
    return properties.find((property) => this.read.values.has(property)) ?? properties[0]!;
  }

  private refuseTerm({ property, name, to }: RecordField): void {
    const code = abbreviate(String(this.values[property]));
    this.refuse(property, 'UNKNOWN', `"${name}" is "${code}", which is no code of a ${to!.name}.`);
  }

  private refuse(property: string, code: FaultCode, message: string): void {
    this.faults.push({ path: ['input', this.fieldOf(property).name], code, message });
  }

  private fieldOf(property: string): RecordField {
    const field = this.record.fields.find((known) => known.property === property);
    if (field === undefined) throw new Error(`${this.record.kind.name} has no field for the property ${property}.`);
    return field;
  }
}

function isWithin({ regionCode, districtCode }: Place, viewer: Viewer): boolean {
  const confines = confinesOf(viewer);
  return confines === null || confines.includes(regionCode) || confines.includes(districtCode ?? regionCode);
}
