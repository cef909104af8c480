/** The switch of all automation: rules about alerts, and drafts that visitors' reports raise. */
import { answer, api } from '../api/client.ts';

/** Dispatched on `window` after this console has switched it. */
export const automationEvent = 'console-automation';

/** Rejects with the server's sentence. Off is for responders; on needs a publisher. */
export async function switchAutomation(enabled: boolean): Promise<void> {
	await answer(api.PUT('/v1/automation', { body: { enabled } }));
	dispatchEvent(new Event(automationEvent));
}
