import { CalendarDate, Decimal, QualifierEnum } from '@oblys/database';
import { InvalidInputError, type IsoDate, type Qualifier } from '@oblys/domain';
import {
  passedOverReasons,
  readSuggestionGround,
  suggestFigures,
  type FigureSuggestion as Suggested,
  type PassedOver,
  type PassedOverReason,
} from '@oblys/ingest';
import { getMeasure } from '@oblys/rollups';
import { Arg, Ctx, Field, ID, Int, ObjectType, Query, registerEnumType, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { Measure } from './measure.js';
import { SuggestFiguresInput } from './report-inputs.js';

const PassedOverReasonEnum = Object.fromEntries(passedOverReasons.map((reason) => [reason, reason])) as {
  [Reason in PassedOverReason]: Reason;
};
registerEnumType(PassedOverReasonEnum, {
  name: 'PassedOverReason',
  description: 'Why a number of a text is no figure.',
  valuesConfig: {
    DATE: { description: 'A day or a year.' },
    TIME: { description: 'A time of day.' },
    PHONE: { description: 'A telephone number.' },
    REFERENCE: { description: 'The number of a decree, a law, a school or the like.' },
    ADDRESS: { description: 'A part of an address.' },
    ORDINAL: { description: 'Says which one, and not how many.' },
    DURATION: { description: 'An age or a length of time.' },
    OTHER_UNIT: { description: 'Counts what no measure counts.' },
    OTHER_AREA: { description: 'Of another area than the report.' },
    PLANNED: { description: 'Of what is yet to be.' },
    EARLIER_YEAR: { description: 'Of an earlier year.' },
    CHANGE: { description: 'By how much something grew or fell.' },
    VAGUE: { description: 'No number, such as "thousands".' },
    RESTATED: { description: 'Said to the unit right behind it.' },
    NO_MEASURE: { description: 'The words around it speak of no measure.' },
  },
});

@ObjectType({ description: 'A figure that a text seems to state, for a person to confirm, correct or reject.' })
export class FigureSuggestion {
  @Field(() => Measure, { description: 'The measure that the words speak of.' })
  readonly measure: Measure;

  @Field(() => ID, {
    nullable: true,
    description: 'Code of the programme; null where the words name none that is known.',
  })
  readonly programme: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A programme that the words name and nobody knows: the figure is then none of all programmes.',
  })
  readonly unknownProgramme: string | null;

  @Field(() => Decimal, { description: 'The value, in the unit; a share in percent.' })
  readonly value: string;

  @Field(() => String, { description: 'The unit of the value.' })
  readonly unit: string;

  @Field(() => QualifierEnum, { description: 'How exactly it is stated.' })
  readonly qualifier: Qualifier;

  @Field(() => Decimal, { nullable: true, description: 'What it is rounded to; null where it is not rounded.' })
  readonly roundingUnit: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'The first day it counts; null for a level.' })
  readonly periodFrom: IsoDate | null;

  @Field(() => CalendarDate, { description: 'The last day it counts.' })
  readonly periodTo: IsoDate;

  @Field(() => String, { description: 'The words as written.' })
  readonly wording: string;

  @Field(() => Int, { description: 'Where the words begin in the text, in UTF-16 units of its composed form (NFC).' })
  readonly start: number;

  @Field(() => Int, { description: 'Where they end.' })
  readonly end: number;

  @Field(() => Boolean, { description: 'False where words that would make it certain are missing.' })
  readonly isSure: boolean;

  constructor(suggested: Suggested) {
    const { topic, measure } = getMeasure(suggested.measure);
    this.measure = new Measure(topic, measure);
    this.programme = suggested.programmeCode;
    this.unknownProgramme = suggested.unknownProgramme;
    this.value = suggested.value;
    this.unit = suggested.unit;
    this.qualifier = suggested.qualifier;
    this.roundingUnit = suggested.roundingUnit;
    this.periodFrom = suggested.periodFrom;
    this.periodTo = suggested.periodTo;
    this.wording = suggested.wording;
    this.start = suggested.start;
    this.end = suggested.end;
    this.isSure = suggested.confidence === 'HIGH';
  }
}

@ObjectType({ description: 'A number of a text that is no figure.', simpleResolvers: true })
export class PassedOverNumber implements PassedOver {
  @Field(() => String, { description: 'The number as written.' })
  text!: string;

  @Field(() => Int, { description: 'Where it begins in the text.' })
  start!: number;

  @Field(() => Int, { description: 'Where it ends.' })
  end!: number;

  @Field(() => PassedOverReasonEnum, { description: 'Why it is none.' })
  reason!: PassedOverReason;
}

@ObjectType({ description: 'What a text seems to state.', simpleResolvers: true })
export class FigureSuggestions {
  @Field(() => [FigureSuggestion], { description: 'The figures, in the order of the text.' })
  suggestions!: FigureSuggestion[];

  @Field(() => [PassedOverNumber], { description: 'The numbers that are none, in the order of the text.' })
  passedOver!: PassedOverNumber[];
}

const longestText = 100_000;

@Resolver()
export class SuggestionsResolver {
  @Query(() => FigureSuggestions, {
    description:
      'Proposes the figures that a text in Kazakh or Russian states, each to be confirmed by a person and saved with `saveReport`. Nothing is stored.',
  })
  async suggestFigures(
    @Arg('input', () => SuggestFiguresInput, { description: 'The text.' }) input: SuggestFiguresInput,
    @Ctx() { database, today }: GatewayContext,
  ): Promise<FigureSuggestions> {
    const text = input.text.normalize('NFC');
    if (text.length > longestText) {
      throw new InvalidInputError(`The text has ${text.length} letters; ${longestText} are the most.`);
    }
    const ground = await readSuggestionGround(database, input.area ?? null);
    const { suggestions, passedOver } = suggestFigures(text, { ...ground, asOf: input.asOf ?? today });
    return { suggestions: suggestions.map((each) => new FigureSuggestion(each)), passedOver: [...passedOver] };
  }
}
