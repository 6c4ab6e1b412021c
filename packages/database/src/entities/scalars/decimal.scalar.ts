import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** Far more digits than any amount has, and few enough to reckon with. */
const decimal = /^-?\d{1,10000}(\.\d{1,10000})?$/;

/** Never a JavaScript number: 0.1 + 0.2 is none of our sums. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'An exact decimal number, as text with a point, such as "1250000.00". Never rounded on its way.',
  serialize: readDecimal,
  parseValue: readDecimal,
  parseLiteral: (node) =>
    readDecimal(
      node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : undefined,
    ),
});

function readDecimal(value: unknown): string {
  if (typeof value === 'string' && decimal.test(value)) return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  throw new GraphQLError(
    `A Decimal is a text of digits with a point, such as "1250000.00"; given was ${String(value).slice(0, 60)}.`,
  );
}
