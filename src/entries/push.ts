/**
 * `push.js`, a module for pages that offer notifications: the functions, and the control of the
 * hosted status page. A page that has no such control loads the functions alone.
 */
import {
	isPushSupported,
	type PushState,
	pushState,
	subscribeToPush,
	unsubscribeFromPush,
} from '../client/push/subscription.ts';

export { isPushSupported, pushState, subscribeToPush, unsubscribeFromPush };

/** The status server that this file came from. */
const server = new URL('.', import.meta.url).href.replace(/\/$/, '');

/** What the control says, by its attributes `data-on`, `data-on-action` and so on. */
type Shown = Exclude<PushState, 'unsupported'> | 'failed' | 'busy';

/** `register`: the worker is registered by the first press, unless it is there already. */
async function startControl(control: HTMLElement): Promise<void> {
	const [button, status] = [control.querySelector('button'), control.querySelector('[role=status]')];
	if (!button || !status || !isPushSupported()) return;
	const existing = (): Promise<ServiceWorkerRegistration | undefined> =>
		navigator.serviceWorker.getRegistration(`${server}/`);
	const show = (shown: Shown, action: 'on' | 'off'): void => {
		status.textContent = control.dataset[shown] ?? '';
		button.textContent = control.dataset[`${action}Action`] ?? '';
		button.hidden = shown === 'denied';
	};
	const after = (state: PushState): void => {
		if (state === 'unsupported') control.hidden = true;
		else show(state, state === 'on' ? 'on' : 'off');
	};
	let isBusy = false;
	const press = async (): Promise<void> => {
		const isOn = (await currentState(existing)) === 'on';
		show('busy', isOn ? 'on' : 'off');
		try {
			await navigator.serviceWorker.register(`${server}/candor-sw.js?listen=no`, { scope: `${server}/` });
			const place = { server, registration: await navigator.serviceWorker.ready };
			const { language = 'en' } = control.dataset;
			after(isOn ? await unsubscribeFromPush(place) : await subscribeToPush(place, { language }));
		} catch (error) {
			console.warn('Candor could not change the notifications of this browser.', error);
			show('failed', (await currentState(existing)) === 'on' ? 'on' : 'off');
		}
	};
	button.addEventListener('click', () => {
		if (isBusy) return;
		isBusy = true;
		void press().finally(() => {
			isBusy = false;
		});
	});
	after(await currentState(existing));
	control.hidden = false;
}

async function currentState(find: () => Promise<ServiceWorkerRegistration | undefined>): Promise<PushState> {
	const registration = await find();
	if (registration) return pushState({ registration });
	return Notification.permission === 'denied' ? 'denied' : 'off';
}

const control = document.querySelector<HTMLElement>('[data-candor-push]');
if (control) void startControl(control);
