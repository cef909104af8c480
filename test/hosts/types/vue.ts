import type { Feed } from 'candor';
import { useCandor } from 'candor/vue';
import type { GlobalComponents } from 'vue';

declare const feed: Feed;

type Written<Tag extends keyof GlobalComponents> = InstanceType<GlobalComponents[Tag]>['$props'];

export const right: Written<'candor-banner'> = {
	placement: 'top',
	class: 'own',
	onCandorDismiss: (event) => event.notice.trim(),
};
export const timeline: Written<'candor-timeline'> = { notice: 'cards' };
export const inline: Written<'candor-inline'> = { component: 'checkout', status: 'degraded', keep: true };
export const remedy: Written<'candor-remedy'> = {
	notice: 'cards',
	onCandorClaim: (event) => event.waitUntil(Promise.resolve([event.remedy.trim(), event.notice?.trim()])),
};
export const report: Written<'candor-report'> = { notice: 'cards', feed };
// @ts-expect-error there is no such place
export const wrongPlacement: Written<'candor-banner'> = { placement: 'middle' };
// @ts-expect-error a feed is an object
export const wrongFeed: Written<'candor-status'> = { feed: 'https://status.example.com' };
// @ts-expect-error there is no such attribute
export const wrongAttribute: Written<'candor-timeline'> = { notices: 'cards' };
// @ts-expect-error it is kept or not
export const wrongKeep: Written<'candor-inline'> = { component: 'checkout', keep: 'always' };
// @ts-expect-error there is no such attribute
export const wrongInline: Written<'candor-inline'> = { components: 'checkout' };
// @ts-expect-error a claim has no code
export const wrongClaim: Written<'candor-remedy'> = { onCandorClaim: (event) => event.code };
// @ts-expect-error there is no such event
export const wrongEvent: Written<'candor-remedy'> = { onCandorClaimed: () => {} };
// @ts-expect-error a notice is named by its id
export const wrongReport: Written<'candor-report'> = { notice: 1 };

const state = useCandor(() => 'https://status.example.com');
export const titles: string[] = state.value.notices.map(({ title }) => title);
// @ts-expect-error the state is only read
state.value = { status: null, notices: [] };
