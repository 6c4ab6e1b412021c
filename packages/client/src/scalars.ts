/** A calendar date as YYYY-MM-DD, such as 2025-11-05. No JavaScript `Date`: that would shift with the zone of a machine. */
export type IsoDate = string;

/** An instant at UTC, such as 2025-11-05T10:15:30.000Z; `new Date(…)` reads it. */
export type IsoDateTime = string;

/** An exact decimal number with a point, such as 1250000.00; a JavaScript number would round it. */
export type Decimal = string;

/** A GeoJSON geometry (RFC 7946), of longitude and latitude in degrees of WGS 84. */
export type Geometry =
  | { type: 'Point'; coordinates: number[] }
  | { type: 'Polygon'; coordinates: number[][][] }
  | { type: 'MultiPolygon'; coordinates: number[][][][] };
