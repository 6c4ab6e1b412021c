import { Appeal, LegalAidCase, Needs } from '@oblys/database';
import type { Identity } from '@oblys/persons';
import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { selectFields } from '../read-path/selection.js';
import { PersonShown } from './person-type.js';

const whoItIs = 'Null where nobody is named, and once they are erased.';

@Resolver(() => Appeal)
export class AppealPersonResolver {
  @FieldResolver(() => PersonShown, { nullable: true, description: `Who sent it. ${whoItIs}` })
  @Needs('personId')
  person(
    @Root() { personId }: Appeal,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { persons }: GatewayContext,
  ): Promise<Identity | null> | null {
    return personId === null ? null : persons.identity(personId, fieldsOf(info));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The words of it. Null where none were kept, and once who sent it is erased.',
  })
  @Needs('id')
  text(@Root() { id }: Appeal, @Ctx() { persons }: GatewayContext): Promise<string | null> {
    return persons.text(id);
  }
}

@Resolver(() => LegalAidCase)
export class LegalAidPersonResolver {
  @FieldResolver(() => PersonShown, { nullable: true, description: `Who it is about. ${whoItIs}` })
  @Needs('personId')
  person(
    @Root() { personId }: LegalAidCase,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { persons }: GatewayContext,
  ): Promise<Identity | null> | null {
    return personId === null ? null : persons.identity(personId, fieldsOf(info));
  }
}

/** By the values of variables, which are of one request, and the place that asks. */
const known = new WeakMap<object, Map<FieldNode, readonly string[]>>();

/** What a place in a document asks for of a person: worked out once, and not for every row that it is asked of. */
function fieldsOf(info: GraphQLResolveInfo): readonly string[] {
  const node = info.fieldNodes[0]!;
  const ofRequest = known.get(info.variableValues) ?? new Map<FieldNode, readonly string[]>();
  const fields =
    ofRequest.get(node) ??
    selectFields(info, info.schema.getType('Person') as GraphQLObjectType, info.fieldNodes).map(({ name }) => name);
  known.set(info.variableValues, ofRequest.set(node, fields));
  return fields;
}
