export { withheldReasons } from './answers.js';
export type { Coverage, MissingMonth, Source, SummaryAnswer, SummaryAsk, Withheld, WithheldReason } from './answers.js';
export { definitionVersion, findMeasure, getMeasure, getTopic } from './catalogue.js';
export type { MeasureOfTopic } from './catalogue.js';
export { countLive } from './count-live.js';
export type { LiveAsk } from './count-live.js';
export { printDataDictionary } from './data-dictionary.js';
export type {
  BaseComputation,
  Computation,
  DerivedComputation,
  Dimension,
  Identity,
  Invariant,
  Measure,
  MeasureKind,
  RecordSql,
  Topic,
  ValueType,
} from './topic.js';
export { topics } from './topics/index.js';
