import { answer, api } from '../../api/client.ts';

/** Saves all subscribers as a file of the operator. Rejects if the answer ends too early: a part is no export. */
export async function saveExport(accept: 'text/csv' | 'application/x-ndjson', name: string): Promise<void> {
	const text = await answer(
		api.GET('/v1/subscribers', { params: { query: {} }, headers: { accept }, parseAs: 'text' }),
	);
	const link = document.createElement('a');
	const address = URL.createObjectURL(new Blob([String(text)], { type: accept }));
	link.href = address;
	link.download = name;
	link.click();
	// The browser has begun to read it when the next task runs.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
