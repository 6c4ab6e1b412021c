import type { ColumnOptions } from 'typeorm';
import { Column } from 'typeorm';

type ColumnChoices = Pick<ColumnOptions, 'nullable' | 'primary' | 'default'>;

/** TypeORM's @Column with the name and the type as the migrations have them. */
const columnOf =
  (type: NonNullable<ColumnOptions['type']>, fixed: ColumnOptions = {}) =>
  (name: string, choices: ColumnChoices = {}): PropertyDecorator =>
    Column({ type, name, ...fixed, ...choices });

export const TextColumn = columnOf('text');
export const TextArrayColumn = columnOf('text', { array: true });
export const UuidColumn = columnOf('uuid');
/** A calendar date, read and written as YYYY-MM-DD. */
export const DateColumn = columnOf('date');
export const InstantColumn = columnOf('timestamp with time zone');
export const IntegerColumn = columnOf('integer');
/** Read and written as text, for it may pass what a JavaScript number holds. */
export const BigintColumn = columnOf('bigint');
/** An exact decimal of any size, as text. */
export const DecimalColumn = columnOf('numeric');
/** Tenge with two places, as text. */
export const MoneyColumn = columnOf('numeric', { precision: 18, scale: 2 });
/** Worked out by the database from others of the row, and never written. */
export const GeneratedBigintColumn = columnOf('bigint', { insert: false, update: false });
export const BooleanColumn = columnOf('boolean');
export const BytesColumn = columnOf('bytea');
export const JsonColumn = columnOf('jsonb');
/** A UUID v7 that the database gives when we do not. */
export const IdColumn = (name = 'id'): PropertyDecorator =>
  Column({ type: 'uuid', name, primary: true, default: () => 'new_id()' });
