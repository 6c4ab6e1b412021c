export { GraphQLDateTime as Instant } from 'graphql-scalars';
export { CalendarDate } from './calendar-date.scalar.js';
export { Decimal } from './decimal.scalar.js';
export { GeometryScalar } from './geometry.scalar.js';
export type { Geometry, Position } from './geometry.scalar.js';
