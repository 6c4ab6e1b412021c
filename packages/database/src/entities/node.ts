import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType('Node', { description: 'Anything that can be fetched again by its global id, with `node(id:)`.' })
export abstract class Node {
  /** The global id in GraphQL; on an entity the id of the row, which the read path turns into the global one. */
  @Field(() => ID, { description: 'Global id, opaque: it holds the kind, the region and the id of the row.' })
  id!: string;
}
