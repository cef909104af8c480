import { answer, api } from '../../api/client.ts';
import type { PublishForm } from './form.ts';

/**
 * The form for a draft that visitors' pages raised about a component. `null`: it was published or
 * discarded. Throws what the request throws.
 */
export async function formOfDraft(component: string, form: PublishForm): Promise<PublishForm | null> {
	const { drafts } = await answer(api.GET('/v1/drafts'));
	const draft = drafts.find(({ id }) => id === component);
	if (!draft) return null;
	const { id, title, impact } = draft;
	return { ...form, title, impact, affected: { [id]: null }, hasChosen: true };
}
