import { Field, InputType, Int } from 'type-graphql';

@InputType({
  description:
    'Who a record is about, whole: what is left out is not known. It is kept sealed, and shown to caseworkers.',
})
export class PersonInput {
  @Field(() => String, { description: 'The full name.' })
  fullName!: string;

  @Field(() => String, { nullable: true, description: 'The number of the telephone.' })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'Where they live.' })
  address?: string | null;

  @Field(() => Int, { nullable: true, description: 'The year of birth.' })
  birthYear?: number | null;
}
