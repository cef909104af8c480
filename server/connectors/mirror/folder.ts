/** A mirror in a folder, to be served by any static web server. */
import { join } from 'node:path';
import { replaceFile } from '../../core/replace-file.ts';
import type { Target } from './files.ts';

export const folderTarget = (folder: string): Target => ({
	name: folder,
	async put({ name, bytes }) {
		replaceFile(join(folder, name), bytes, 'public');
	},
});
