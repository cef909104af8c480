/** What the fields of the form read and call. */
import type { TemplateValue } from '../../../model/generated/record-types.ts';
import type { FilledTemplate } from '../../../model/templates/fill-template.ts';
import type { ComponentView } from '../../../model/views/components.ts';
import type { Impact } from '../../../model/vocabulary.ts';
import type { Schema } from '../../api/client.ts';
import type { PublishForm } from './form.ts';

export interface FormView {
	readonly form: PublishForm;
	/** All components with their status now. */
	readonly components: readonly ComponentView[];
	readonly templates: readonly Schema<'Template'>[];
	/** The chosen template. */
	readonly template: TemplateValue | undefined;
	/** Its texts, once every required variable has a value. */
	readonly filled: FilledTemplate | null;
	/** How soon updates are due by the policy pack, such as `1h`; `null`: not known. */
	readonly cadence: Readonly<Record<Impact, string>> | null;
	/** What the server refused, by the name of the field. */
	readonly problems: Readonly<Record<string, readonly string[]>>;
	/** What the lint says, by the name of the field. */
	readonly advice: Readonly<Record<string, readonly string[]>>;
	change(fields: Partial<PublishForm>): void;
	/** The operator has left a field: what is missing there may be said now. */
	leave(field: string): void;
}
