export { areaLevels, assertAreaCode, countryCode, summaryLevels } from './areas.js';
export type { AreaLevel, SummaryLevel } from './areas.js';
export { parseMailAddress, parseMailSender, parseWebhookUrl } from './contact-addresses.js';
export type { MailSender } from './contact-addresses.js';
export {
  addDays,
  addMonths,
  businessDay,
  businessInstant,
  businessTimeZone,
  earlier,
  isoWeek,
  later,
  parseIsoDate,
} from './dates.js';
export type { IsoDate } from './dates.js';
export {
  AsOfInFutureError,
  InvalidInputError,
  NotFoundError,
  OblysError,
  PeriodLockedError,
  PortTakenError,
} from './errors.js';
export type { LockedPeriod } from './errors.js';
export { isLoopbackHost } from './hosts.js';
export { everything, intersect, isAbove, multiplesWithin, notNegative } from './intervals.js';
export type { Bound, Interval } from './intervals.js';
export { inLocale, locales } from './locales.js';
export type { Locale, LocalizedText } from './locales.js';
export { fitParts } from './parts-of-whole.js';
export type { Contradiction, CountRange, PartsFit, StatedPart } from './parts-of-whole.js';
export { assertPeriod, grains, listPeriods, monthsIn, periodEnd } from './periods.js';
export type { Grain, Period } from './periods.js';
export { rateOf } from './rates.js';
export { caseStatus, executionStatus, facilityStatus } from './record-status.js';
export { readNote, readReason } from './reasons.js';
export { isRecordId } from './record-ids.js';
export { add, compare, divide, formatDecimal, multiply, parseDecimal, rational, subtract } from './rational.js';
export type { Rational } from './rational.js';
export { isOverdue, roadmapStatus, roadmapStatuses } from './roadmap-status.js';
export type { RoadmapDates, RoadmapStatus } from './roadmap-status.js';
export { assertSchedule, logicalDate, nextTick, startOfDay, ticksBetween } from './schedules.js';
export type { Schedule } from './schedules.js';
export {
  judge,
  notComputableReasons,
  percentOf,
  qualifiers,
  statedInterval,
  toldVerdicts,
  verdicts,
} from './stated-figures.js';
export type {
  Bounds,
  Judgement,
  NotComputableReason,
  Qualifier,
  Statement,
  ToldVerdict,
  Verdict,
} from './stated-figures.js';
export { trees } from './trees.js';
export type { Tree } from './trees.js';
export { fitSum } from './sums-within-whole.js';
export type { SumContradiction } from './sums-within-whole.js';
export { isWholeTiyn, toTiyn } from './tiyn.js';
export { transliterateKazakh } from './transliterate-kazakh.js';
