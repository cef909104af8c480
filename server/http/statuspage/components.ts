/** Components and groups in the shape of Statuspage, which has groups as components. */
import { createHash } from 'node:crypto';
import { componentGroups } from '../../../src/model/views/component-groups.ts';
import { type ComponentView, components } from '../../../src/model/views/components.ts';
import type { Component } from './schemas.ts';
import type { View } from './view.ts';
import { componentStatus } from './words.ts';

/** A group has only a name, so its id is made of it. */
const groupId = (name: string): string =>
	`group-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;

function componentOf({ id, value, status }: ComponentView, position: number, view: View): Component {
	const { createdAt, updatedAt } = view.times.component(id) ?? epoch;
	return {
		id,
		name: value.name,
		status: componentStatus[status],
		created_at: createdAt,
		updated_at: updatedAt,
		position,
		description: value.description,
		showcase: true,
		start_date: createdAt.slice(0, 10),
		group_id: value.group === null ? null : groupId(value.group),
		page_id: view.pageId,
		group: false,
		only_show_if_degraded: false,
	};
}

/** Of a component that the log does not tell the times of. */
const epoch = { createdAt: new Date(0).toISOString(), updatedAt: new Date(0).toISOString() };

/** All components in the order of the page. Each group comes before its members. */
export function allComponents(view: View): Component[] {
	let position = 0;
	return componentGroups(components(view.state, view.now)).flatMap(
		({ name, components: members, status }) => {
			const place = name === null ? position : ++position;
			const listed = members.map((member, index) =>
				componentOf(member, name === null ? ++position : index + 1, view),
			);
			if (name === null) return listed;
			const group: Component = {
				id: groupId(name),
				name,
				status: componentStatus[status],
				created_at: earliest(listed.map((member) => member.created_at)),
				updated_at: latest(listed.map((member) => member.updated_at)),
				position: place,
				description: null,
				showcase: false,
				start_date: null,
				group_id: null,
				page_id: view.pageId,
				group: true,
				only_show_if_degraded: false,
				components: members.map(({ id }) => id),
			};
			return [group, ...listed];
		},
	);
}

/** Instants of one form are in the order of their texts. */
const earliest = (instants: readonly string[]): string => [...instants].sort()[0] ?? epoch.createdAt;
const latest = (instants: readonly string[]): string => [...instants].sort().at(-1) ?? epoch.updatedAt;
