export { FigureExplanation } from './figure-explanation.entity.js';
export { FigureVerdict, Reconciliation, ReportCheck } from './reconciliation.entity.js';
export { Report } from './report.entity.js';
export { StatedFigure } from './stated-figure.entity.js';
