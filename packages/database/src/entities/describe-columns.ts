import { getMetadataArgsStorage } from 'typeorm';

/** A column that an entity has of its own, beside those that every record carries. */
export interface DescribedColumn {
  readonly property: string;
  readonly column: string;
  /** As PostgreSQL calls it. */
  readonly type: string;
  readonly isNullable: boolean;
}

/** The own columns of an entity that are written, in the order of its class. */
export function describeColumns(type: object): DescribedColumn[] {
  return getMetadataArgsStorage()
    .columns.filter(({ target, options }) => target === type && options.insert !== false)
    .map(({ propertyName, options }) => ({
      property: propertyName,
      column: String(options.name),
      type: String(options.type),
      isNullable: options.nullable === true,
    }));
}

/** The table that an entity stands for. */
export function tableOf(type: object): string {
  const table = getMetadataArgsStorage().tables.find(({ target }) => target === type);
  if (table?.name === undefined) throw new Error(`${String(type)} stands for no table.`);
  return table.name;
}
