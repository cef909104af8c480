import { download } from '../../../elements/status/download.ts';
import { answer, api } from '../../api/client.ts';

/** Saves all subscribers as a file of the operator. Rejects if the answer ends too early: a part is no export. */
export async function saveExport(accept: 'text/csv' | 'application/x-ndjson', name: string): Promise<void> {
	const text = await answer(
		api.GET('/v1/subscribers', { params: { query: {} }, headers: { accept }, parseAs: 'text' }),
	);
	download(name, accept, String(text));
}
