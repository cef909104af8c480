/**
 * Keys that work where no text is being typed: one letter, or `g` and a letter. They can be
 * switched off (WCAG 2.1.4), because speech input may type letters by accident.
 */
const storageKey = 'candor:console:keys';

export function areKeysOn(): boolean {
	try {
		return localStorage.getItem(storageKey) !== 'off';
	} catch {
		return true;
	}
}

export function setKeysOn(isOn: boolean): void {
	try {
		localStorage.setItem(storageKey, isOn ? 'on' : 'off');
	} catch {
		// Where storage is forbidden, the keys stay on.
	}
}

/** How long after `g` the second key may come, milliseconds. */
const sequenceMs = 1_500;

const isTyping = (event: KeyboardEvent): boolean =>
	event
		.composedPath()
		.some(
			(each) =>
				each instanceof HTMLElement &&
				(each.isContentEditable ||
					each.matches('input:not([type=checkbox], [type=radio]), textarea, select')),
		);

const isInDialog = (event: KeyboardEvent): boolean =>
	event.composedPath().some((each) => each instanceof HTMLDialogElement);

/**
 * @param actions - By their keys, such as `p` or `g n`.
 * @returns The function that ends it.
 */
export function listenForKeys(actions: ReadonlyMap<string, () => void>): () => void {
	let first = '';
	let firstAt = 0;
	const onKeyDown = (event: KeyboardEvent): void => {
		if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !areKeysOn()) return;
		if (isTyping(event) || isInDialog(event)) return;
		const isSecond = first !== '' && event.timeStamp - firstAt < sequenceMs;
		const action = actions.get(isSecond ? `${first} ${event.key}` : event.key);
		first = !isSecond && event.key === 'g' ? 'g' : '';
		firstAt = event.timeStamp;
		if (!action) return;
		event.preventDefault();
		action();
	};
	addEventListener('keydown', onKeyDown);
	return () => removeEventListener('keydown', onKeyDown);
}
