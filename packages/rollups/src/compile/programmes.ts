/** What a figure over all programmes is filed under, in summaries and publications. */
export const allProgrammes = 'ALL';

/** What the records without a programme are filed under, in cells only: summaries count them in the total. */
export const noProgramme = 'NONE';

/** The programme of `record`, as cells file it. */
export const programmeOfRecord = `coalesce(record.programme_code, '${noProgramme}')`;
