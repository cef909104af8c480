import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TemplateValue } from '../../../model/generated/record-types.ts';
import { answer, api, type Schema } from '../../api/client.ts';

type Template = Schema<'Template'> & TemplateValue;

/**
 * The templates and the policy's times between updates. The form works without them, so a failure
 * is not shown.
 */
export class FormChoices implements ReactiveController {
	templates: readonly Schema<'Template'>[] = [];
	cadence: Schema<'PolicyPack'>['pack']['cadence'] | null = null;
	readonly #host: ReactiveControllerHost;

	constructor(host: ReactiveControllerHost) {
		this.#host = host;
		host.addController(this);
	}

	hostConnected(): void {
		void this.#load();
	}

	template(id: string): Template | undefined {
		return this.templates.find((each) => each.id === id) as Template | undefined;
	}

	async #load(): Promise<void> {
		const [templates, pack] = await Promise.allSettled([
			answer(api.GET('/v1/templates')),
			answer(api.GET('/v1/pack')),
		]);
		if (templates.status === 'fulfilled') this.templates = templates.value.templates;
		if (pack.status === 'fulfilled') this.cadence = pack.value.pack?.cadence ?? null;
		this.#host.requestUpdate();
	}
}
