import type { NoticeValue } from '../records/notice.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import { missingComponents } from './components.ts';
import { invalid } from './context.ts';

/**
 * The changes that write a notice, and that create the components which it is the first to name.
 */
export function putNotice(id: string, value: NoticeValue, state: State): KnownChange[] {
	if (value.affected.length > 100)
		throw invalid('affected', 'A notice names at most 100 components. Open a second one for the others.');
	if (value.phase === 'scheduled' && !value.window)
		throw invalid('window', 'Scheduled maintenance needs a window. Give its start and end.');
	const damaged = new Set(
		value.affected.filter(({ status }) => status !== 'operational').map(({ component }) => component),
	);
	// A component that is named in both lists counts as affected: visitors must not miss the bad
	// news.
	const unaffected = value.unaffected.filter((component) => !damaged.has(component));
	const named = [...value.affected.map(({ component }) => component), ...unaffected];
	const created = value.drill ? [] : missingComponents(state, named);
	return [...created, { kind: 'notice', id, value: { ...value, unaffected } }];
}
