export { GraphQLDateTime as Instant } from 'graphql-scalars';
export { CalendarDate } from './calendar-date.scalar.js';
export { Decimal } from './decimal.scalar.js';
