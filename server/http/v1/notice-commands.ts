/** The commands of requests that may use a template. */
import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { CommandOf } from '../../../src/model/commands/command.ts';
import { instantOf } from '../../../src/model/decide/times.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { effectivePhase } from '../../../src/model/views/notices.ts';
import { type NoticeKind, phasesOf } from '../../../src/model/vocabulary.ts';
import { schemaError } from '../api-errors.ts';
import type { ApiEnv, Services } from '../context.ts';
import { type Fields, findTemplate, openedFrom, updateFrom } from './from-template.ts';
import { findNotice } from './notice-resource.ts';
import {
	openNoticeFields,
	type openNoticeRequest,
	postUpdateFields,
	type postUpdateRequest,
} from './schemas/notices.ts';

type TemplateServices = Pick<Services, 'liveState' | 'pack' | 'clock'>;

/** The command of a request to open a notice. `body`: the request as its schema has read it. */
export async function openCommand(
	context: Context<ApiEnv>,
	{ liveState, pack, clock }: TemplateServices,
	{ template, variables, ...body }: z.output<typeof openNoticeRequest>,
	/** The fields of the request that are not the notice's. */
	others: readonly string[] = [],
): Promise<CommandOf<'open-notice'>> {
	if (template === undefined) {
		assertNoVariables(variables);
		const { title } = body;
		if (title === undefined) throw missing('title');
		return { type: 'open-notice', ...body, title };
	}
	const found = findTemplate(liveState.state, pack, template);
	const given = await fieldsOf(context, others);
	const phase = body.phase ?? firstPhase(found.value.kind, body.window, clock.now());
	const fields = openedFrom(found, { template, variables }, given, phase);
	return { type: 'open-notice', ...parsed(openNoticeFields, fields, template) };
}

/** The command of a request to post an update. */
export async function updateCommand(
	context: Context<ApiEnv>,
	{ liveState, pack, clock }: TemplateServices,
	notice: string,
	{ template, variables, ...fields }: z.output<typeof postUpdateRequest>,
): Promise<CommandOf<'post-update'>> {
	if (template === undefined) {
		assertNoVariables(variables);
		const { body } = fields;
		if (body === undefined) throw missing('body');
		return { type: 'post-update', notice, ...fields, body };
	}
	const { value } = findNotice(liveState.state, notice);
	const { kind, language } = value;
	const found = findTemplate(liveState.state, pack, template);
	const given = updateFrom(found, { template, variables }, await fieldsOf(context), {
		...{ kind, language },
		phase: effectivePhase(value, clock.now()),
	});
	return { type: 'post-update', notice, ...parsed(postUpdateFields, given, template) };
}

/** The request as it was sent, without the fields of the template and others. */
async function fieldsOf(context: Context<ApiEnv>, others: readonly string[] = []): Promise<Fields> {
	const request = await context.req.json<Record<string, unknown>>();
	const without = ['template', 'variables', ...others];
	return Object.fromEntries(Object.entries(request).filter(([name]) => !without.includes(name)));
}

/** Maintenance whose window has begun, or that has none, begins at once. */
function firstPhase(
	kind: NoticeKind,
	window: { start?: string | undefined } | null | undefined,
	now: number,
) {
	if (kind !== 'maintenance') return phasesOf[kind][0];
	const start = window?.start && Date.parse(instantOf(window.start, new Date(now).toISOString()));
	return start && start > now ? 'scheduled' : 'in-progress';
}

/** Throws CandorError as for a request without a template; the values may have made a text too long. */
function parsed<Schema extends z.ZodType>(
	schema: Schema,
	fields: Fields,
	template: string,
): z.output<Schema> {
	const { data, error } = schema.safeParse(fields);
	if (!error) return data as z.output<Schema>;
	const { code, message, issues } = schemaError(error);
	throw new CandorError(code, `With the template "${template}": ${message}`, issues);
}

function missing(path: 'title' | 'body'): CandorError {
	const message = 'This is missing. Send a text.';
	return new CandorError('invalid', `${path}: ${message}`, [{ path, message }]);
}

function assertNoVariables(variables: object | undefined): void {
	if (variables === undefined) return;
	const message = 'Variables belong to a template. Name one with "template", or leave them out.';
	throw new CandorError('invalid', `variables: ${message}`, [{ path: 'variables', message }]);
}
