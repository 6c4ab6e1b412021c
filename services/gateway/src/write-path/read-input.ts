import { isRecordId } from '@oblys/domain';
import { InvalidNodeIdError } from '../errors/gateway-errors.js';
import { decodeNodeId } from '../graph/node-id.js';
import type { RecordField } from '../graph/record-fields.js';
import type { Kind } from '../read-path/kind.js';
import type { Fault, FaultCode } from './faults.js';

/** An input as GraphQL gives it: what was left out is not there. */
export type GivenInput = Readonly<Record<string, unknown>>;

/** Where a record is found: the two parts of its key. */
export interface RecordKey {
  readonly id: string;
  readonly regionCode: string;
}

export interface ReadInput {
  /** The values to write, by property; of a link the id alone. */
  readonly values: Map<string, unknown>;
  /** The records that links name, by property. */
  readonly links: Map<string, RecordKey>;
  readonly faults: Fault[];
}

export const maximumTextLength = 10_000;
/** It lies in an index, whose entries have a limit in bytes. */
export const maximumReferenceLength = 200;

/** Reads what is given of a record's fields, with every fault that a value has by itself. */
export function readInput(fields: readonly RecordField[], input: GivenInput): ReadInput {
  const read: ReadInput = { values: new Map(), links: new Map(), faults: [] };
  for (const field of fields) {
    const value = input[field.name];
    if (value !== undefined) readField(field, value, read);
  }
  return read;
}

function readField(field: RecordField, value: unknown, { values, links, faults }: ReadInput): void {
  const refuse = (code: FaultCode, message: string) => faults.push({ path: ['input', field.name], code, message });
  if (value === null) {
    if (field.isNullable) values.set(field.property, null);
    else refuse('REQUIRED', `"${field.name}" cannot be null; a field that is to stay as it is, is left out.`);
    return;
  }
  if (typeof value === 'string') {
    const unfit = unfitText(field, value);
    if (unfit !== null) {
      refuse(...unfit);
      return;
    }
  }
  if (field.type !== 'RECORD') {
    values.set(field.property, value);
    return;
  }
  const key = readRecordId(field.to!, String(value));
  if (key === null) {
    refuse('INVALID_ID', `"${field.name}" takes the global id of a ${field.to!.name}, as it came from this API.`);
    return;
  }
  values.set(field.property, key.id);
  links.set(field.property, key);
}

/** Why a text cannot be the value of a field; null when it can. */
function unfitText(
  { name, type, property, isOptional, isNullable }: RecordField,
  text: string,
): [FaultCode, string] | null {
  if (type === 'AMOUNT') return unfitAmount(name, text);
  // The database keeps no NUL, and half of a pair of code units is no letter of any script.
  if (/\0|\p{Surrogate}/u.test(text)) return ['NOT_TEXT', `"${name}" holds a character that is none of any text.`];
  const most = property === 'sourceRef' ? maximumReferenceLength : maximumTextLength;
  if (text.length > most) return ['TOO_LONG', `"${name}" has ${text.length} letters; ${most} are the most.`];
  const mayBeEmpty = type === 'TEXT' && isOptional && !isNullable && property !== 'sourceRef';
  if (text.trim() === '' && !mayBeEmpty) {
    return ['EMPTY', `"${name}" is empty${isNullable ? '; where it is not known it is null' : ''}.`];
  }
  return null;
}

/** As the column holds it: 18 digits, two of them behind the point. */
function unfitAmount(name: string, amount: string): [FaultCode, string] | null {
  const [whole = '', fraction = ''] = amount.replace(/^-/, '').split('.');
  if (whole.replace(/^0+/, '').length > 16) {
    return ['OUT_OF_RANGE', `"${name}" has more than 16 digits before the point.`];
  }
  if (fraction.replace(/0+$/, '').length > 2) {
    return ['TOO_PRECISE', `"${name}" has more than two places behind the point.`];
  }
  return null;
}

/** The key behind the global id of a record of the kind; null when the text is none. */
export function readRecordId(kind: Kind, id: string): RecordKey | null {
  try {
    const { kindName, regionCode, key } = decodeNodeId(id);
    return kindName === kind.name && regionCode !== '' && isRecordId(key) ? { id: key, regionCode } : null;
  } catch (error) {
    if (error instanceof InvalidNodeIdError) return null;
    throw error;
  }
}
