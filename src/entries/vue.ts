/** `import type {} from 'candor/vue'`: our tags in the templates of Vue 3. Types only. */
import type { HTMLAttributes } from 'vue';
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
