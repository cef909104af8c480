import type { FeedSnapshot } from '../../client/index.ts';
import type { NoticeValue, UpdateValue } from '../../model/generated/record-types.ts';
import type { RichText } from '../../model/rich-text.ts';
import type { State } from '../../model/state/state.ts';
import type { Notice } from '../../model/views/notices.ts';

/** The texts of a banner, by their names in english.ts. */
export type BannerMessage =
	| 'affected'
	| 'details'
	| 'dismissNotice'
	| 'doing'
	| 'ended'
	| 'late'
	| 'latest'
	| 'others'
	| 'promised'
	| 'unaffected'
	| 'updated'
	| 'workaround'
	| 'yourData';

/** The words in which a banner presents notices. `now` is server time, epoch milliseconds. */
export interface BannerWords {
	message(name: BannerMessage, values?: Readonly<Record<string, string | number>>): string;
	phase(notice: Notice, now: number): string;
	severity(value: NoticeValue, now: number): string;
	/** A time of day, with its day where that is not today; in plain English always with its day. */
	time(at: string | number, now: number): string;
	/** When a server was last reached. Empty while the snapshot is up to date. */
	age(snapshot: FeedSnapshot, now: number): string;
	/** When the work or the outage is expected to end. Empty if that is not known. */
	end(notice: Notice, now: number): string;
	/** Which components are affected, and which are not: a sentence each. */
	components(state: State, value: NoticeValue, now: number): readonly string[];
	/** What is known about the visitors' data. Empty where nothing was said. */
	dataSafety(value: NoticeValue): RichText;
	/** The title of an update: its phase. */
	updateTitle(update: UpdateValue): string;
	/** The text of an update. */
	body(update: UpdateValue): RichText;
	/** How an update was corrected. Empty for most updates. */
	correction(update: UpdateValue, now: number): string;
}
