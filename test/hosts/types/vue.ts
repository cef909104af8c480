import type {} from 'candor/vue';
import type { GlobalComponents } from 'vue';

type Written<Tag extends keyof GlobalComponents> = InstanceType<GlobalComponents[Tag]>['$props'];

export const right: Written<'candor-banner'> = {
	placement: 'top',
	class: 'own',
	onCandorDismiss: (event) => event.notice.trim(),
};
export const timeline: Written<'candor-timeline'> = { notice: 'cards' };
// @ts-expect-error there is no such place
export const wrongPlacement: Written<'candor-banner'> = { placement: 'middle' };
// @ts-expect-error a feed is an object
export const wrongFeed: Written<'candor-status'> = { feed: 'https://status.example.com' };
// @ts-expect-error there is no such attribute
export const wrongAttribute: Written<'candor-timeline'> = { notices: 'cards' };
