import { registerEnumType } from 'type-graphql';

export const sortDirections = { ASC: 'ASC', DESC: 'DESC' } as const;
export type SortDirection = keyof typeof sortDirections;

registerEnumType(sortDirections, {
  name: 'SortDirection',
  description: 'From which end an order begins.',
  valuesConfig: {
    ASC: { description: 'The least first; rows without a value last.' },
    DESC: { description: 'The greatest first; rows without a value before it.' },
  },
});
