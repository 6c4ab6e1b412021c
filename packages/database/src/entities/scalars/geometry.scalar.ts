import { GraphQLError, GraphQLScalarType } from 'graphql';

/** Longitude and latitude in degrees of WGS 84. */
export type Position = readonly [number, number];

/** A GeoJSON geometry (RFC 7946) of the sorts that areas have. */
export type Geometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] };

export const GeometryScalar = new GraphQLScalarType<Geometry, Geometry>({
  name: 'Geometry',
  description:
    'A GeoJSON geometry by RFC 7946: a Point, a Polygon or a MultiPolygon, of longitude and latitude in degrees of WGS 84, outer rings counter-clockwise.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc7946#section-3.1',
  parseValue: refuse,
  parseLiteral: refuse,
});

function refuse(): never {
  throw new GraphQLError('A Geometry is only ever answered, never given.');
}
