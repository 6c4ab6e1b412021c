import { registerEnum } from '@oblys/database';
import { trees } from '@oblys/domain';
import { staleReasons, withheldReasons, type WithheldReason } from '@oblys/rollups';

export const withheldMeanings: Readonly<Record<WithheldReason, string>> = {
  NOT_REPORTED: 'No branch of the area has reported what it would be counted from.',
  SUPPRESSED: 'It counts so few people that they could be recognised.',
  NOT_ALLOWED: 'Whoever asks may not see it.',
  NOT_COMPUTED: 'It has not been computed: no build holds it, or its period lies after the as-of day.',
  NO_DENOMINATOR: 'It is a share of nothing.',
  NO_SINGLE_SUCCESSOR:
    "In today's tree a record that counts may belong to this area or to another one, since its own was split.",
};

export const WithheldReasonEnum = registerEnum(
  'WithheldReason',
  'Why a figure is null. Zero is shown only where records say zero.',
  withheldReasons,
  withheldMeanings,
);

export const TreeEnum = registerEnum('Tree', 'In which tree of areas records are counted.', trees, {
  AS_RECORDED: 'Where they lay on their own date: a district that moves or splits does not rewrite history.',
  CURRENT:
    'Where what they tell of lies today, through splits, mergers and new codes. Always counted live; what may belong to several areas is withheld.',
});

export const StaleReasonEnum = registerEnum(
  'StaleReason',
  'Why a stored figure may no longer be what its records say.',
  staleReasons,
  {
    RECORDS_CHANGED: 'A record that it depends on has changed since, and waits for the next refresh.',
    DEFINITION_CHANGED: 'What it is computed from is defined otherwise now.',
    CHECK_FAILED: 'A later build contradicted its records or itself, so that the last good one stands.',
    DIFFERENCES_FOUND: 'A verification found rows of the topic that differ from what the records say.',
  },
);

export const SourceEnum = registerEnum('Source', 'Where figures come from.', ['STORED', 'LIVE', 'MIXED', 'PUBLISHED'], {
  STORED: 'The current build of the summaries.',
  LIVE: 'Counted from the records for this answer.',
  PUBLISHED: 'What was published for that day, as it was shown then.',
  MIXED: 'Whole stored months, and the rest counted from the records for this answer.',
});
