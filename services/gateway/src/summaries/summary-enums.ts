import { registerEnum } from '@oblys/database';
import { withheldReasons } from '@oblys/rollups';

export const WithheldReasonEnum = registerEnum(
  'WithheldReason',
  'Why a figure is null. Zero is shown only where records say zero.',
  withheldReasons,
  {
    NOT_REPORTED: 'No branch of the area has reported what it would be counted from.',
    SUPPRESSED: 'It counts so few people that they could be recognised.',
    NOT_ALLOWED: 'Whoever asks may not see it.',
    NOT_COMPUTED: 'It has not been computed: no build holds it, or its period lies after the as-of day.',
    NO_DENOMINATOR: 'It is a share of nothing.',
  },
);

export const SourceEnum = registerEnum('Source', 'Where figures come from.', ['STORED', 'LIVE', 'MIXED'], {
  STORED: 'The current build of the summaries.',
  LIVE: 'Counted from the records for this answer.',
  MIXED: 'Whole stored months, and the rest counted from the records for this answer.',
});
