/** Opens the list of keys. The dialog is loaded when it is needed. */
export function showHelp(): void {
	void import('./help-dialog.ts').then(({ openHelp }) => openHelp());
}
