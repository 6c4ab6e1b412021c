import type { WritableRecord } from '../graph/record-fields.js';
import { FaultyInputError, type Fault } from './faults.js';

/** What node-postgres tells of an error of the server. */
interface ServerError extends Error {
  code: string;
  table?: string;
  constraint?: string;
}

/**
 * A constraint that refused what was tested and found well, as it may when two write at once, as the fault that it is;
 * any other error as it came.
 */
export function asRefusal(error: unknown, operation: string, table: string, record: WritableRecord): unknown {
  if (!isServerError(error)) return error;
  const describe = refusals[error.code];
  return describe === undefined
    ? error
    : new FaultyInputError(record.kind.name, [describe(error, operation, table, record)], { cause: error });
}

type Describe = (error: ServerError, operation: string, table: string, record: WritableRecord) => Fault;

const refusals: Readonly<Record<string, Describe>> = {
  // unique_violation
  '23505': ({ constraint = '' }, _operation, table, { kind }) =>
    constraint === `${table}_source_ref_key`
      ? {
          path: ['input', 'sourceRef'],
          code: 'NOT_UNIQUE',
          message: `Another ${kind.name} of the region has this source reference.`,
        }
      : refused(kind.name),
  // foreign_key_violation
  '23503': (error, operation, table, record) =>
    error.table === table
      ? { ...atField(error, table, record), code: 'UNKNOWN', message: 'What it names is not there any more.' }
      : stillNamed(operation, record),
  // check_violation
  '23514': (error, _operation, table, record) =>
    error.constraint === `${table}_area_has_place`
      ? {
          path: ['input', 'area'],
          code: 'NOT_PLACED',
          message: 'The area belongs to no region on the own date of the record.',
        }
      : { ...refused(record.kind.name), ...atField(error, table, record) },
  // numeric_value_out_of_range
  '22003': (_error, _operation, _table, { kind }) => ({
    path: ['input'],
    code: 'OUT_OF_RANGE',
    message: `A number is larger than a ${kind.name} can hold.`,
  }),
};

function stillNamed(operation: string, { kind }: WritableRecord): Fault {
  return operation === 'delete'
    ? {
        path: ['input', 'id'],
        code: 'STILL_NAMED',
        message: `Other records name this ${kind.name}; they are to be deleted, or to name another, first.`,
      }
    : {
        path: ['input', 'area'],
        code: 'STILL_NAMED',
        message: `Other records name this ${kind.name}, so it cannot move to another region without them.`,
      };
}

function refused(name: string): Fault {
  return { path: ['input'], code: 'REFUSED', message: `The values do not make a ${name} together.` };
}

/** PostgreSQL calls a constraint by its table and columns. */
function atField({ constraint = '' }: ServerError, table: string, { fields }: WritableRecord): Pick<Fault, 'path'> {
  const field = fields.find(({ column }) => constraint.startsWith(`${table}_${column}_`));
  return { path: field === undefined ? ['input'] : ['input', field.name] };
}

function isServerError(error: unknown): error is ServerError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
