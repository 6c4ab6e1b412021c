import { Decimal, MismatchReasonEnum, type MismatchReason } from '@oblys/database';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'Why a figure does not agree with the records, and the figure as it was read.' })
export class ExplainMismatchInput {
  @Field(() => ID, { description: 'Global id of the figure.' })
  figureId!: string;

  @Field(() => Int, { description: 'The `explanationVersion` that was read.' })
  version!: number;

  @Field(() => Decimal, { description: 'The stated value that was read.' })
  value!: string;

  @Field(() => Decimal, { description: 'The computed value that was read.' })
  computed!: string;

  @Field(() => MismatchReasonEnum, { description: 'The kind of reason.' })
  reason!: MismatchReason;

  @Field(() => String, { description: 'Why, in at most 10,000 letters and without personal data.' })
  text!: string;
}
