import { Field, Float, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { InstantColumn, JsonColumn, TextColumn } from '../columns.js';
import { GeometryScalar, type Geometry } from '../scalars/index.js';

@Entity({ name: 'area_boundary' })
@ObjectType({
  description: 'Where an area lies on a map; as of when its source says, for boundaries are not kept by date.',
})
export class AreaBoundary {
  @TextColumn('area_code', { primary: true })
  areaCode!: string;

  @JsonColumn('geometry')
  @Field(() => GeometryScalar, {
    description: 'A Polygon or MultiPolygon, or a Point where only the place is known.',
  })
  geometry!: Geometry;

  @Column({ type: 'double precision', name: 'bounding_box', array: true })
  @Field(() => [Float], { description: 'West, south, east and north, in degrees.' })
  boundingBox!: number[];

  @TextColumn('source')
  @Field(() => String, { description: 'Who drew it, to be named beside the map.' })
  source!: string;

  @TextColumn('file_sha256')
  fileSha256!: string;

  @TextColumn('imported_by')
  importedBy!: string;

  @InstantColumn('imported_at', { default: () => 'now()' })
  importedAt!: Date;
}
