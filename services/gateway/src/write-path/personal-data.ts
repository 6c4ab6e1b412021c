import { has, NotAllowedError, type Viewer } from '@oblys/access';
import { tableOf, type Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import {
  MasterKeyError,
  personalLimits,
  writePersonalData,
  type Identity,
  type MasterKeys,
  type PersonalData,
} from '@oblys/persons';
import type { PersonalField, WritableRecord } from '../graph/record-fields.js';
import type { PersonInput } from '../persons/person-input.js';
import type { Fault, FaultCode } from './faults.js';
import type { GivenInput } from './read-input.js';
import type { WrittenRecord } from './idempotency.js';

/**
 * What an input holds of persons, with every fault of it; no message repeats what was given.
 * @throws {NotAllowedError} when there is something, and who writes may not read it
 */
export function readPersonalData(
  { kind, personal }: WritableRecord,
  input: GivenInput,
  { viewer, today, faults }: { viewer: Viewer; today: IsoDate; faults: Fault[] },
): PersonalData {
  const given = personal.filter((field) => input[field] !== undefined);
  if (given.length === 0) return {};
  if (!has(viewer.role, 'READ_PERSONS')) {
    throw new NotAllowedError(`The role ${viewer.role} may not write ${given.join(' and ')} of ${kind.name}.`);
  }
  const data: { -readonly [Name in keyof PersonalData]: PersonalData[Name] } = {};
  if (given.includes('person')) {
    const identity = readIdentity(input['person'] as PersonInput | null, today, faults);
    if (identity !== null) data.identity = identity;
  }
  if (given.includes('text')) data.text = readText(['input', 'text'], input['text'], personalLimits.text, faults);
  return data;
}

/**
 * Keeps it, in the transaction that has written the record.
 * @throws {MasterKeyError} when there is something to keep and no key to seal it by
 */
export async function keepPersonalData(
  sql: Sql,
  masterKeys: MasterKeys | null,
  { kind, personal }: WritableRecord,
  written: WrittenRecord,
  data: PersonalData,
): Promise<WrittenRecord> {
  if (personal.length === 0 || Object.keys(data).length === 0) return written;
  if (masterKeys === null) {
    throw new MasterKeyError('The gateway has no master key, so that nothing of persons can be written.');
  }
  const table = tableOf(kind.entity) as 'appeal' | 'legal_aid_case';
  // Persons belong to no area: that the record lies within the viewer's was held against it when it was written.
  await sql.query('/* gateway:as-platform */ set local role none');
  await writePersonalData(sql, masterKeys, { table, ...written }, data);
  const [now] = await sql.query<{ version: number }>(
    `/* gateway:version-now */ select version from ${table} where id = $1::uuid and region_code = $2::text`,
    [written.id, written.regionCode],
  );
  return { ...written, version: now!.version };
}

/** The input with what tells of nobody in place of personal data: what is kept of it can be tried out by nobody. */
export function withoutPersonalData(
  { personal }: WritableRecord,
  input: GivenInput,
  masterKeys: MasterKeys | null,
): GivenInput {
  const hide = (name: PersonalField): unknown =>
    input[name] === undefined ? undefined : masterKeys?.fingerprint(JSON.stringify(input[name]));
  return { ...input, ...Object.fromEntries(personal.map((name) => [name, hide(name)])) };
}

function readIdentity(given: PersonInput | null, today: IsoDate, faults: Fault[]): Identity | null {
  if (given === null) {
    faults.push(fault(['input', 'person'], 'REQUIRED', '"person" cannot be null; a person is erased by a command.'));
    return null;
  }
  const path = (name: string) => ['input', 'person', name];
  const fullName = readText(path('fullName'), given.fullName, personalLimits.fullName, faults);
  const birthYear = given.birthYear ?? null;
  if (birthYear !== null && (birthYear < personalLimits.birthYear || birthYear > Number(today.slice(0, 4)))) {
    faults.push(
      fault(path('birthYear'), 'OUT_OF_RANGE', `"birthYear" is from ${personalLimits.birthYear} to this year.`),
    );
  }
  return {
    fullName: fullName ?? '',
    phone: readText(path('phone'), given.phone, personalLimits.contact, faults),
    address: readText(path('address'), given.address, personalLimits.contact, faults),
    birthYear,
  };
}

function readText(path: readonly string[], given: unknown, most: number, faults: Fault[]): string | null {
  if (given === null || given === undefined) return null;
  const [text, name] = [String(given), path.at(-1)!];
  if (/\0|\p{Surrogate}/u.test(text)) {
    faults.push(fault(path, 'NOT_TEXT', `"${name}" holds a character that is none of any text.`));
  } else if (text.length > most) {
    faults.push(fault(path, 'TOO_LONG', `"${name}" has ${text.length} letters; ${most} are the most.`));
  } else if (text.trim() === '') {
    faults.push(fault(path, 'EMPTY', `"${name}" is empty; where it is not known it is left out.`));
  }
  return text;
}

function fault(path: readonly string[], code: FaultCode, message: string): Fault {
  return { path, code, message };
}
