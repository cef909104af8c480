/** The words of each kind of message about a notice. */
import type { MessageMode } from './send-message.ts';

export const composerWords: Readonly<
	Record<MessageMode, { title: string; label: string; hint: string; send: string }>
> = {
	update: {
		title: 'Post an update',
		label: 'Update',
		hint: 'what is new for customers',
		send: 'Post update',
	},
	resolve: {
		title: 'Resolve',
		label: 'Last update',
		hint: 'what works again, and since when',
		send: 'Resolve',
	},
	reopen: { title: 'Reopen', label: 'Update', hint: 'what is wrong again', send: 'Reopen' },
	retract: {
		title: 'Retract',
		label: 'Reason',
		hint: 'for operators; customers no longer see the notice',
		send: 'Retract',
	},
};
