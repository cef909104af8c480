import type { State } from '../../model/state/state.ts';
import type { ComponentChange } from '../../model/views/component-changes.ts';
import { componentName } from '../../model/views/components.ts';
import { label, message } from '../i18n/messages.ts';

/**
 * "Card payments: Partial outage → Working normally", or without the first status if it is not
 * known.
 */
export const changeText = ({ component, before, after }: ComponentChange, state: State): string =>
	message(before ? 'componentChanged' : 'pair', {
		name: componentName(state, component),
		before: before ? label('statuses', before) : '',
		value: label('statuses', after),
	});
