import type { Identity } from '@oblys/persons';
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType('Person', {
  description: 'Who an appeal or a case of legal aid is about, for caseworkers of its area. It is kept sealed.',
  simpleResolvers: true,
})
export class PersonShown implements Identity {
  @Field(() => String, { description: 'The full name.' })
  fullName!: string;

  @Field(() => String, { nullable: true, description: 'The number of the telephone, where it is known.' })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'Where they live, where it is known.' })
  address!: string | null;

  @Field(() => Int, { nullable: true, description: 'The year of birth, where it is known.' })
  birthYear!: number | null;
}
