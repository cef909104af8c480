import { answer, api } from '../../api/client.ts';
import { ApiError } from '../../api/problem.ts';
import {
	type Channel,
	type ChannelForm,
	type ChannelSettings,
	conflictsWith,
	editRequest,
} from './channel-form.ts';

/** How often a change is compared again when other operators keep changing the channel. */
const mostTries = 3;

/**
 * Changes a channel. Returns the channel as another operator has left it, if that conflicts with the
 * form; `null`: the change is made. Rejects with ApiError.
 */
export async function changeChannel(
	form: ChannelForm,
	id: string,
	settings: ChannelSettings,
): Promise<Channel | null> {
	const path = { id };
	const body = editRequest(form, settings);
	for (let tries = 1; ; tries++) {
		const current = await answer(api.GET('/v1/channels/{id}', { params: { path } }));
		if (conflictsWith(form, settings, current)) return current;
		if (Object.keys(body).length === 0) return null;
		const header = { 'if-match': `"${current.version}"` };
		try {
			await answer(api.PATCH('/v1/channels/{id}', { params: { path, header }, body }));
			return null;
		} catch (error) {
			// Another operator has changed it at this moment: the form is compared again.
			const isConflict = error instanceof ApiError && error.code === 'precondition-failed';
			if (!isConflict || tries === mostTries) throw error;
		}
	}
}
