/** The browser's side of what the richer elements do, and the embed does not. Importing it does nothing. */
export { type HistoryReader, historyFor } from './resources/history.ts';
export { type ReportResult, reportNotice, type Says } from './resources/visitor-report.ts';
export { type Kept, keptFor } from './storage/visitor-flags.ts';
