/**
 * For React: the hook `useCandor`, and with `import type {} from 'candor/react'` our tags in JSX.
 */
import './provide-client.ts';
import { type DetailedHTMLProps, type HTMLAttributes, useCallback, useSyncExternalStore } from 'react';
import type { PageState } from '../elements/shared/page-state.ts';
import { getState, unknownState, watchState } from '../elements/shared/watch-state.ts';
import type { CandorTag, Listeners, Settings } from './tags.ts';

type Tags = {
	[Tag in CandorTag]: Omit<
		DetailedHTMLProps<HTMLAttributes<HTMLElementTagNameMap[Tag]>, HTMLElementTagNameMap[Tag]>,
		keyof Settings<Tag>
	> &
		Settings<Tag> &
		Listeners<'on'>;
};

declare module 'react' {
	namespace JSX {
		interface IntrinsicElements extends Tags {}
	}
}

/**
 * The status for this visitor: `{ status, notices }`. The component renders again when it changes.
 * Both are unknown (`null` and empty) while a server renders the page and before the status server
 * has answered.
 *
 * @param source - The address of a status server. Default: that of the script tag or of `configure`.
 */
export function useCandor(source?: string): PageState {
	const subscribe = useCallback((onChange: () => void) => watchState(onChange, source), [source]);
	return useSyncExternalStore(
		subscribe,
		() => getState(source),
		() => unknownState,
	);
}
