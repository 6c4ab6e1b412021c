import { ObjectType } from 'type-graphql';
import { Area } from './area.entity.js';

@ObjectType({ description: 'The country: the root of the tree of areas.', implements: Area })
export class Country extends Area {}

@ObjectType({
  description: 'A first-level unit: a region (oblys) or a city of republican significance.',
  implements: Area,
})
export class Region extends Area {}

@ObjectType({
  description:
    'A second-level unit: a district, a city of regional significance, or a district within a city of republican significance.',
  implements: Area,
})
export class District extends Area {}

@ObjectType({ description: 'An area below the districts: a rural district or a settlement.', implements: Area })
export class Locality extends Area {}
