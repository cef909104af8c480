import type { Feed } from 'candor';
import type {} from 'candor/react';

declare const feed: Feed;

export const right = (
	<candor-feed src="https://status.example.com" className="own">
		<candor-banner placement="top" oncandor-dismiss={(event) => event.notice.trim()} />
		<candor-status feed={feed} slot="own" />
		<candor-timeline key="one" notice="cards" ref={(element) => element?.requestUpdate()} />
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
// @ts-expect-error there is no such tag
export const wrongTag = <candor-bananer />;
