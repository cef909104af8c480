/**
 * The element classes. Importing them changes nothing in the page: define them under any name, or
 * import `candor/define`.
 */

import './provide-client.ts';

export type { Clock, Dismissals, Feed, FeedSettings, FeedSnapshot, RefusalReason } from '../client/index.ts';
export { feedFor, RefusedEvent } from '../client/index.ts';
export { CandorAssurance } from '../elements/assurance/element.ts';
export { CandorBanner } from '../elements/banner/candor-banner.ts';
export { ContactEvent } from '../elements/contact/contact-event.ts';
export { CandorContact } from '../elements/contact/element.ts';
export { CandorFeed } from '../elements/feed/element.ts';
export type { Catalogue, Message } from '../elements/i18n/catalogue.ts';
export { setCatalogue } from '../elements/i18n/set-catalogue.ts';
export { CandorInline } from '../elements/inline/element.ts';
export { CandorPromises } from '../elements/promises/element.ts';
export { ClaimEvent } from '../elements/remedy/claim-event.ts';
export { CandorRemedy } from '../elements/remedy/element.ts';
export { CandorReport } from '../elements/report/element.ts';
export { configure } from '../elements/shared/configure.ts';
export { DismissEvent } from '../elements/shared/dismiss-event.ts';
export type { PageEvents } from '../elements/shared/page-events.ts';
export type { ChangeEvent, PageState } from '../elements/shared/page-state.ts';
export { setContext } from '../elements/shared/visitor-context.ts';
export { getState, on } from '../elements/shared/watch-state.ts';
export { CandorStatus } from '../elements/status/element.ts';
export { CandorTimeline } from '../elements/timeline/element.ts';
