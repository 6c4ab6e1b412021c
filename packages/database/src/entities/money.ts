import { Field, ObjectType } from 'type-graphql';
import { Decimal } from './scalars/index.js';

@ObjectType({ description: 'An amount of money with its currency.', simpleResolvers: true })
export class Money {
  @Field(() => Decimal, { description: 'The amount, with two places.' })
  amount!: string;

  @Field(() => String, { description: 'ISO 4217 code of the currency: KZT, the tenge.' })
  currency!: string;
}

/** All money is kept in tenge. */
export function tenge(amount: string): Money {
  return { amount, currency: 'KZT' };
}
