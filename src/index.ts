/** The element classes, without side effects: define them under any name, or import `candor/define`. */

export type { Clock, Dismissals, Feed, FeedSettings, FeedSnapshot, RefusalReason } from './client/index.ts';
export { feedFor, RefusedEvent } from './client/index.ts';
export { CandorAssurance } from './elements/candor-assurance.ts';
export { CandorBanner } from './elements/candor-banner.ts';
export { CandorFeed } from './elements/candor-feed.ts';
export { CandorInline } from './elements/candor-inline.ts';
export { CandorRemedy } from './elements/candor-remedy.ts';
export { CandorReport } from './elements/candor-report.ts';
export { CandorStatus } from './elements/candor-status.ts';
export { CandorTimeline } from './elements/candor-timeline.ts';
export type { Catalogue, Message } from './elements/catalogue.ts';
export { ClaimEvent } from './elements/claim-event.ts';
export { configure } from './elements/configure.ts';
export { DismissEvent } from './elements/events.ts';
export { setCatalogue } from './elements/set-catalogue.ts';
