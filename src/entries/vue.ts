/** `import type {} from 'candor/vue'`: our tags in the templates of Vue 3. Types alone. */
import type { HTMLAttributes } from 'vue';
import type { CandorTag, Settings } from './tags.ts';

/** Vue’s name for a listener: `onCandorDismiss`. */
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
