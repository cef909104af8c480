/**
 * For Vue 3: the composable `useCandor`, and with `import type {} from 'candor/vue'` our tags in
 * templates.
 */
import './provide-client.ts';
import {
	type HTMLAttributes,
	type MaybeRefOrGetter,
	onMounted,
	type ShallowRef,
	shallowRef,
	toValue,
	watch,
} from 'vue';
import type { PageState } from '../elements/shared/page-state.ts';
import { getState, unknownState, watchState } from '../elements/shared/watch-state.ts';
import type { CandorTag, Settings } from './tags.ts';

/** In Vue a listener is named `onCandorDismiss`. */
type Listeners = {
	[Name in keyof HTMLElementEventMap as Name extends `candor-${infer Rest}`
		? `onCandor${Capitalize<Rest>}`
		: never]?: (event: HTMLElementEventMap[Name]) => void;
};

type Tags = {
	[Tag in CandorTag]: new () => { $props: HTMLAttributes & Settings<Tag> & Listeners };
};

declare module 'vue' {
	interface GlobalComponents extends Tags {}
}

/**
 * The status for this visitor, as a ref of `{ status, notices }`. Both are unknown (`null` and empty)
 * while a server renders the page, until the component is mounted, and before the status server has
 * answered.
 *
 * @param source - The address of a status server. Default: that of the script tag or of `configure`.
 */
export function useCandor(source?: MaybeRefOrGetter<string | undefined>): Readonly<ShallowRef<PageState>> {
	const state = shallowRef(unknownState);
	// Not earlier: what a server has rendered must be what the component renders first.
	onMounted(() => {
		const follow = (address: string | undefined, _: unknown, onCleanup: (end: () => void) => void): void => {
			const update = (): void => {
				state.value = getState(address);
			};
			onCleanup(watchState(update, address));
			update();
		};
		watch(() => toValue(source), follow, { immediate: true });
	});
	return state;
}
