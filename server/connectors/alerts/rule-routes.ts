/** `/v1/alert-rules`: what the server does about alerts, and a test of it that changes nothing. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Alert } from '../../../src/model/alerts/alert.ts';
import {
	rule as findRule,
	isAutomationOn,
	type Rule,
	ruleFor,
	rules,
} from '../../../src/model/alerts/match-rule.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { id } from '../../../src/model/records/fields.ts';
import { refuseMarkup } from '../../core/markdown/markdown-issues.ts';
import { ruleMarkdownProblems } from '../../core/markdown/rule-markdown.ts';
import { recordSeq } from '../../http/conditional-requests.ts';
import type { Api, Services } from '../../http/context.ts';
import { executeCommand } from '../../http/v1/execute-command.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	noQuery,
	operatorRoute,
	operatorRouteWithBody,
	problemResponses,
	recordResponse,
	removedResponse,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from '../../http/v1/route-parts.ts';
import { bounded } from './read-document.ts';
import type { RuleSteps } from './rule-steps.ts';
import { putRuleRequest, ruleList, ruleResource, testResult, testRules } from './schemas.ts';
import { sourceKinds } from './source-kinds.ts';
import type { StoredSources } from './stored-sources.ts';

const tags = ['Alerts'];
const resourceOf = ({ id, seq, value }: Rule) => ({ id, seq, ...value });

export function ruleRoutes(api: Api, services: Services, sources: StoredSources, steps: RuleSteps): void {
	const { liveState } = services;

	function requireRule(name: string): Rule {
		const found = findRule(liveState.state, name);
		if (found) return found;
		throw new CandorError('not-found', `There is no rule "${name}". List the rules to see their ids.`);
	}

	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/alert-rules', operationId: 'listRules', tags },
			summary: 'List the rules about alerts',
			description: 'In the order in which they are tried: the first one that matches an alert is used.',
			...operatorRoute(services, 'read-rules'),
			responses: { 200: jsonResponse(ruleList, 'The rules.'), ...problemResponses },
		}),
		(context) => {
			const { state } = liveState;
			return context.json({ seq: state.seq, rules: rules(state).map(resourceOf) }, 200);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/alert-rules/{id}', operationId: 'getRule', tags },
			summary: 'Read a rule',
			description: 'To copy it, send it under another id, without `id` and `seq`.',
			...operatorRoute(services, 'read-rules'),
			request: { params: idParameter },
			responses: { 200: recordResponse(ruleResource, 'The rule.'), ...problemResponses },
		}),
		(context) => {
			const found = requireRule(context.req.valid('param').id);
			context.header('etag', `"${found.seq}"`);
			return context.json(resourceOf(found), 200);
		},
	);

	const put = createRoute({
		...{ method: 'put', path: '/v1/alert-rules/{id}', operationId: 'putRule', tags },
		summary: 'Create or replace a rule',
		description: 'The request replaces all of the rule. It applies to alerts that come from now on.',
		...operatorRouteWithBody(services, 'put-rule'),
		request: {
			...{ params: z.object({ id }), headers: writeHeaders, query: writeQuery },
			body: jsonBody(putRuleRequest),
		},
		responses: {
			200: writtenResponse(ruleResource, 'The changed rule.'),
			201: writtenResponse(ruleResource, 'The new rule.'),
			...problemResponses,
		},
	});
	api.openapi(put, async (context) => {
		const { id: name } = context.req.valid('param');
		const fields = context.req.valid('json');
		refuseMarkup(ruleMarkdownProblems(fields));
		const currentSeq = recordSeq('rule', name);
		const command = { type: 'put-rule', id: name, ...fields } as const;
		const { before, state } = await executeCommand(context, services, command, currentSeq);
		const written = findRule(state, name) as Rule;
		context.header('etag', `"${written.seq}"`);
		return context.json(resourceOf(written), currentSeq(before) === null ? 201 : 200);
	});

	api.openapi(
		createRoute({
			...{ method: 'delete', path: '/v1/alert-rules/{id}', operationId: 'removeRule', tags },
			summary: 'Remove a rule',
			description: 'What it has opened stays, and is for a person to end.',
			...operatorRoute(services, 'remove-rule'),
			request: { params: idParameter, headers: writeHeaders, query: writeQuery },
			responses: { 204: removedResponse('The rule is removed.'), ...problemResponses },
		}),
		async (context) => {
			const { id: name } = context.req.valid('param');
			await executeCommand(context, services, { type: 'remove-rule', id: name }, recordSeq('rule', name));
			return context.body(null, 204);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'post', path: '/v1/alert-rule-test', operationId: 'testRules', tags },
			summary: 'See what the rules would do with a message of a monitoring tool',
			description: 'It needs no proof of origin, and changes nothing.',
			...operatorRouteWithBody(services, 'read-rules'),
			request: { query: noQuery, body: jsonBody(testRules) },
			responses: { 200: jsonResponse(testResult, 'What they would do.'), ...problemResponses },
		}),
		async (context) => {
			const { source: name, kind, document } = context.req.valid('json');
			const source = name === undefined ? null : await sources.require(name);
			const parser = sourceKinds[source?.kind ?? kind ?? 'json'];
			const alerts = bounded(parser.parse(document, source?.settings ?? {}));
			return context.json({ alerts: alerts.map((alert) => tested(alert, name ?? '')) }, 200);
		},
	);

	/** `source`: empty for any. */
	function tested(alert: Alert, source: string) {
		const { firing, labels, summary } = alert;
		const nothing = {
			title: null,
			impact: null,
			components: [] as string[],
			openAfter: null,
			resolveAfter: null,
		};
		const rule = ruleFor(liveState.state, source, alert);
		const base = { summary, labels: { ...labels }, firing, rule: rule?.id ?? null };
		if (!rule) return { ...base, does: 'nothing' as const, why: 'No rule matches.', ...nothing };
		const { openAfter, resolveAfter, impact, ends } = rule.value;
		const times = { openAfter, resolveAfter };
		if (!firing)
			return {
				...base,
				does: ends ? ('end' as const) : ('nothing' as const),
				why: null,
				...nothing,
				...times,
			};
		try {
			const alerts = { [alert.key]: { firing, labels: { ...labels }, summary, at: null } };
			const { components, publish, coveredBy, command } = steps.opening(rule, { alerts, made: null });
			const isOff = !isAutomationOn(liveState.state);
			const why = isOff
				? 'Automation is off (candor alerts on).'
				: coveredBy !== null
					? `"${coveredBy}" says it already.`
					: null;
			const does = why !== null ? ('nothing' as const) : publish ? ('publish' as const) : ('draft' as const);
			return { ...base, does, why, title: command.title, impact, components, ...times };
		} catch (error) {
			if (!(error instanceof CandorError)) throw error;
			return { ...base, does: 'nothing' as const, why: error.message, ...nothing, ...times };
		}
	}
}
