import type { Feed } from 'candor';
import { useCandor } from 'candor/react';

declare const feed: Feed;

export const right = (
	<candor-feed src="https://status.example.com" className="own">
		<candor-banner placement="top" oncandor-dismiss={(event) => event.notice.trim()} />
		<candor-status feed={feed} slot="own" />
		<candor-timeline key="one" notice="cards" ref={(element) => element?.requestUpdate()} />
		<candor-inline component="checkout" status="degraded" keep>
			<p slot="affected">Own words</p>
		</candor-inline>
		<candor-remedy
			notice="cards"
			oncandor-claim={(event) =>
				event.waitUntil(Promise.resolve([event.remedy.trim(), event.notice?.trim()]))
			}
		/>
		<candor-report notice="cards" feed={feed} ref={(element) => element?.requestUpdate()} />
	</candor-feed>
);
// @ts-expect-error there is no such place
export const wrongPlacement = <candor-banner placement="middle" />;
// @ts-expect-error a feed is an object
export const wrongFeed = <candor-status feed="https://status.example.com" />;
// @ts-expect-error there is no such attribute
export const wrongAttribute = <candor-timeline notices="cards" />;
// @ts-expect-error an event is not a string
export const wrongListener = <candor-banner oncandor-dismiss={(event: string) => event} />;
// @ts-expect-error it is kept or not
export const wrongKeep = <candor-inline component="checkout" keep="always" />;
// @ts-expect-error there is no such attribute
export const wrongInline = <candor-inline components="checkout" />;
// @ts-expect-error a claim has no code
export const wrongClaim = <candor-remedy oncandor-claim={(event) => event.code} />;
// @ts-expect-error a notice is named by its id
export const wrongReport = <candor-report notice={1} />;
// @ts-expect-error there is no such tag
export const wrongTag = <candor-bananer />;

export function Notices() {
	const { status, notices } = useCandor('https://status.example.com');
	// @ts-expect-error a notice has no such field
	const wrongField = notices[0]?.name;
	return status === 'major-outage' ? notices.map(({ title }) => title).join() : wrongField;
}
