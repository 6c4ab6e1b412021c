import { Appeal, LegalAidCase, Needs } from '@oblys/database';
import type { Identity } from '@oblys/persons';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { PersonShown } from './person-type.js';

const whoItIs = 'Null where nobody is named, and once they are erased.';

@Resolver(() => Appeal)
export class AppealPersonResolver {
  @FieldResolver(() => PersonShown, { nullable: true, description: `Who sent it. ${whoItIs}` })
  @Needs('personId')
  person(@Root() { personId }: Appeal, @Ctx() { persons }: GatewayContext): Promise<Identity | null> | null {
    return personId === null ? null : persons.identities.load(personId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The words of it. Null where none were kept, and once who sent it is erased.',
  })
  @Needs('id')
  text(@Root() { id }: Appeal, @Ctx() { persons }: GatewayContext): Promise<string | null> {
    return persons.texts.load(id);
  }
}

@Resolver(() => LegalAidCase)
export class LegalAidPersonResolver {
  @FieldResolver(() => PersonShown, { nullable: true, description: `Who it is about. ${whoItIs}` })
  @Needs('personId')
  person(@Root() { personId }: LegalAidCase, @Ctx() { persons }: GatewayContext): Promise<Identity | null> | null {
    return personId === null ? null : persons.identities.load(personId);
  }
}
