import { CalendarDate } from '@oblys/database';
import { assertAreaCode, InvalidInputError, type IsoDate } from '@oblys/domain';
import type { GraphQLScalarType } from 'graphql';
import { Field, ID, InputType } from 'type-graphql';
import type { FilterCondition } from '../read-path/kind.js';
import { recordsInDistrict } from './area-joins.js';
import { isTermCode } from './term-code.js';

/** A field of a filter: what GraphQL shows of it, and what it asks of a row. */
export interface FilterField {
  type: () => GraphQLScalarType | (new () => object);
  description: string;
  condition: FilterCondition;
}

@InputType({ description: 'Days from one to another, both included; an end that is left out is open.' })
export class DateRange {
  @Field(() => CalendarDate, { nullable: true, description: 'The first day; open when left out.' })
  from?: IsoDate | null;

  @Field(() => CalendarDate, { nullable: true, description: 'The last day; open when left out.' })
  to?: IsoDate | null;
}

/** @throws {InvalidInputError} in its condition when the code is no KATO code */
export function regionFilter(): FilterField {
  return {
    type: () => ID,
    description: 'Code of the region that the record belongs to, as the tree was on its own date.',
    condition: (rows, code: string, statement) => {
      assertAreaCode(code);
      return `${rows.column('regionCode')} = ${statement.bind(code, 'text')}`;
    },
  };
}

export function districtFilter(): FilterField {
  return {
    type: () => ID,
    description: 'Code of the district that the record belongs to, as the tree was on its own date.',
    condition: (rows, code: string, statement) => {
      assertAreaCode(code);
      return recordsInDistrict(rows, statement.bind(code, 'text'), statement);
    },
  };
}

export function areaFilter(): FilterField {
  return {
    type: () => ID,
    description: 'Code of the area it is about.',
    condition: (rows, code: string, statement) => {
      assertAreaCode(code);
      return `${rows.column('areaCode')} = ${statement.bind(code, 'text')}`;
    },
  };
}

export function programmeFilter(): FilterField {
  return {
    type: () => ID,
    description: 'Code of the programme.',
    condition: (rows, code: string, statement) => {
      if (!isTermCode(code)) throw new InvalidInputError(`"${code}" is no code of a programme, such as auyl-amanaty.`);
      return `${rows.column('programmeCode')} = ${statement.bind(code, 'text')}`;
    },
  };
}

export function dateFilter(property: string, description: string): FilterField {
  return {
    type: () => DateRange,
    description,
    condition: (rows, { from, to }: DateRange, statement) => {
      if (from && to && to < from) {
        throw new InvalidInputError(
          `The range ${from}..${to} of "${property}" is reversed: its end is before its start.`,
        );
      }
      const bounds = [
        from && `${rows.column(property)} >= ${statement.bind(from, 'date')}`,
        to && `${rows.column(property)} <= ${statement.bind(to, 'date')}`,
      ].filter(Boolean);
      return bounds.length === 0 ? 'true' : bounds.join(' and ');
    },
  };
}
