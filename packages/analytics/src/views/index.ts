import type { AnalyticsView } from './analytics-view.js';
import { dimensionViews } from './dimension-views.js';
import { recordViews } from './record-views.js';
import { summaryViews } from './summary-views.js';

/** Every view of the schema `analytics`. */
export const analyticsViews: readonly AnalyticsView[] = [...recordViews, ...summaryViews, ...dimensionViews];
