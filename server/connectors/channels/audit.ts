/** What operators do with channels is in the audit log, before it happens. */
import type { Context } from 'hono';
import type { ApiEnv, Services } from '../../http/context.ts';
import { commandSourceOf } from '../../http/v1/execute-command.ts';
import type { ChannelKindName } from './channel-kind-names.ts';

export const recordEvent = (
	context: Context<ApiEnv>,
	{ commandHandler }: Services,
	id: string,
	of: ChannelKindName,
	event: string,
) =>
	commandHandler.execute({
		command: { type: 'put-connector', id, direction: 'out', of, event },
		actor: context.get('actor'),
		source: commandSourceOf(context),
	});
