import { parseIsoDate } from '@oblys/domain';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** A calendar date stays text on its whole way: a JavaScript Date would shift with the machine's zone. */
export const CalendarDate = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar date, written YYYY-MM-DD, such as 2025-11-05. It has no time and no zone.',
  serialize: (value) => parseIsoDate(String(value)),
  parseValue: readDate,
  parseLiteral: (node) => readDate(node.kind === Kind.STRING ? node.value : undefined),
});

function readDate(value: unknown): string {
  if (typeof value !== 'string') throw new GraphQLError('A Date is a text, written YYYY-MM-DD, such as "2025-11-05".');
  try {
    return parseIsoDate(value);
  } catch (error) {
    throw new GraphQLError((error as Error).message, { originalError: error as Error });
  }
}
