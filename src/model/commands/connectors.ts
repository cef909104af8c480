/** Commands that write to the audit log what happens to an alert source or a channel. */
import { z } from 'zod';
import { connectorValue } from '../records/connector.ts';
import { id } from '../records/fields.ts';

export const putConnector = z.strictObject({
	type: z.literal('put-connector'),
	id,
	...connectorValue.shape,
});

export const removeConnector = z.strictObject({
	type: z.literal('remove-connector'),
	id,
	direction: connectorValue.shape.direction,
});
