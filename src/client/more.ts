/** The browser's side of what the richer elements do, and the embed does not. Importing it does nothing. */
export { type HistoryReader, historyFor } from './history.ts';
export { type Kept, keptFor } from './kept.ts';
export { type ReportResult, reportNotice, type Says } from './notice-report.ts';
