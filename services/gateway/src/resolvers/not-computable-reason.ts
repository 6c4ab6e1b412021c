import { registerEnum } from '@oblys/database';
import { notComputableReasons } from '@oblys/domain';

export const NotComputableReasonEnum = registerEnum(
  'NotComputableReason',
  'Why a stated figure cannot be held against the records, or what was found is not told.',
  [...notComputableReasons, 'NOT_RECONCILED'],
  {
    UNKNOWN_MEASURE: 'The catalogue has no such measure.',
    NO_PROGRAMME_DIMENSION: 'It is stated of a programme, and the records of its topic belong to none.',
    UNIT_DIFFERS: 'It is stated in another unit than it is counted in.',
    LEVEL_WITHOUT_FIGURES: 'It is stated of an area below the districts, for which no figures are kept.',
    NOT_REPORTED: 'No branch of the area has reported what it would be counted from.',
    SUPPRESSED:
      'Its topic counts people, and no official publication shows it: by itself or beside others it could tell of a few.',
    NOT_ALLOWED: 'Whoever asks may not see it.',
    NOT_COMPUTED: 'Its period lies after the as-of day, or no build holds it.',
    NO_DENOMINATOR: 'It is a share of nothing.',
    NOT_RECONCILED: 'The report has not been reconciled since the figure was stated so.',
  },
);
