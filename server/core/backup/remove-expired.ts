/** Removes the backups that are kept no longer, and what a killed process left of one. */
import { backupFile, manifestFile } from './format.ts';
import { expired } from './retention.ts';
import type { BackupTarget } from './target.ts';

/** The manifest is written minutes after the content at most. */
const leftMs = 86_400_000;

/** `now`: epoch milliseconds. */
export async function removeExpired(
	target: BackupTarget,
	retention: Parameters<typeof expired>[1],
	now: number,
): Promise<void> {
	const files = (await target.list()).flatMap((file) => {
		const found = backupFile(file);
		return found ? [{ file, ...found }] : [];
	});
	const manifests = files.filter(({ isManifest }) => isManifest);
	const whole = new Set(manifests.map(({ name }) => name));
	const gone = new Set(expired(manifests, retention).map(({ name }) => name));
	// Without its manifest it is no backup any more.
	for (const name of gone) await target.remove(manifestFile(name));
	for (const { file, name, at, isManifest } of files)
		if (!isManifest && (gone.has(name) || (!whole.has(name) && at < now - leftMs))) await target.remove(file);
}
