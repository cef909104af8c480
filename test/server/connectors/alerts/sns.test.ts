/** CloudWatch alarms by Amazon SNS: signatures, and what the server fetches. */
import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { addressOfSns, snsSource } from '../../../../server/connectors/alerts/sources/sns.ts';
import { CandorError } from '../../../../src/model/errors.ts';
import { certificate, privateKey } from './sns-certificate.ts';

const topic = 'arn:aws:sns:eu-central-1:123456789012:alarms';
const now = Date.UTC(2030, 0, 31);
const certificateUrl = 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem';

const alarm = (state: string) =>
	JSON.stringify({
		AlarmName: 'checkout-errors',
		AlarmArn: 'arn:aws:cloudwatch:eu-central-1:123456789012:alarm:checkout-errors',
		NewStateValue: state,
		NewStateReason: 'Threshold Crossed',
		Region: 'EU (Frankfurt)',
		Trigger: { Namespace: 'AWS/ApplicationELB', MetricName: 'HTTPCode_Target_5XX_Count' },
	});

function signed(fields: Record<string, string> = {}, key: string | KeyObject = privateKey) {
	const given: Record<string, string> = {
		Type: 'Notification',
		MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
		TopicArn: topic,
		Subject: 'ALARM',
		Message: alarm('ALARM'),
		Timestamp: new Date(now).toISOString(),
		SignatureVersion: '2',
		SigningCertURL: certificateUrl,
		...fields,
	};
	const names =
		given.Type === 'Notification'
			? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
			: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
	const text = names.map((name) => `${name}\n${given[name]}\n`).join('');
	const algorithm = given.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
	return { ...given, Signature: createSign(algorithm).update(text).sign(key, 'base64') };
}

function aSource(answer = certificate) {
	const fetched: string[] = [];
	const source = snsSource(async (url) => {
		fetched.push(url.href);
		return answer;
	});
	const verify = (document: object, at = now) =>
		source.verify({ header: () => undefined, body: JSON.stringify(document), now: at }, [], { topic });
	return { source, fetched, verify };
}

test('a message that SNS has signed is accepted, in both versions, and its certificate is fetched once', async () => {
	const { verify, fetched } = aSource();
	assert.equal(await verify(signed()), true);
	assert.equal(await verify(signed({ SignatureVersion: '1' })), true);
	assert.deepEqual(fetched, [certificateUrl]);
});

test('what is changed, old, of another topic, unsigned or signed with another key is refused', async () => {
	const { verify } = aSource();
	const right = signed();
	const { privateKey: other } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const { Signature: _, ...unsigned } = right;
	const wrong: Readonly<Record<string, object>> = {
		changed: { ...right, Message: alarm('OK') },
		'of another topic': signed({ TopicArn: `${topic}-of-others` }),
		unsigned,
		'signed with another key': signed({}, other),
		'signed for the other version': { ...right, SignatureVersion: '1' },
		empty: { ...right, Signature: '' },
		'no message': {},
	};
	for (const [name, document] of Object.entries(wrong)) assert.equal(await verify(document), false, name);
	assert.equal(await verify(right, now + 2 * 3_600_000), false, 'old');
	assert.equal(await verify(right, now - 2 * 3_600_000), false, 'from the future');
});

test('no certificate is fetched from another host, whatever the message names', async () => {
	const { verify, fetched } = aSource();
	for (const url of [
		'http://sns.eu-central-1.amazonaws.com/a.pem',
		'https://sns.eu-central-1.amazonaws.com.example.com/a.pem',
		'https://example.com/sns.eu-central-1.amazonaws.com/a.pem',
		'https://sns.eu-central-1.amazonaws.com@127.0.0.1/a.pem',
		'https://sns.eu-central-1.amazonaws.com:8443/a.pem',
		'https://sns-eu-central-1.amazonaws.com/a.pem',
		'https://my-bucket.s3.amazonaws.com/a.pem',
		'https://127.0.0.1/a.pem',
		'https://[::1]/a.pem',
		'https://2130706433/a.pem',
		'file:///etc/passwd.pem',
		'https://sns.eu-central-1.amazonaws.com/a.txt',
		'not an address',
	])
		assert.equal(await verify(signed({ SigningCertURL: url })), false, url);
	assert.deepEqual(fetched, []);
	assert.ok(addressOfSns('https://sns.cn-north-1.amazonaws.com.cn/a.pem'));
});

test('what is no certificate, or one that is not valid yet, proves nothing', async () => {
	assert.equal(await aSource('no certificate').verify(signed()), false);
	const early = Date.UTC(2000, 0, 1);
	const document = signed({ Timestamp: new Date(early).toISOString() });
	assert.equal(await aSource().verify(document, early), false);
});

test('an alarm fires and ends, and insufficient data says nothing', () => {
	const { source } = aSource();
	const parse = (state: string) => source.parse(signed({ Message: alarm(state) }), { topic });
	assert.deepEqual(
		['ALARM', 'OK', 'INSUFFICIENT_DATA'].map((state) => parse(state).map(({ firing }) => firing)),
		[[true], [false], []],
	);
	const [alert] = parse('ALARM');
	assert.deepEqual(alert?.labels, {
		alarm: 'checkout-errors',
		region: 'EU (Frankfurt)',
		namespace: 'AWS/ApplicationELB',
		metric: 'HTTPCode_Target_5XX_Count',
	});
	assert.throws(() => source.parse(signed({ Message: 'Hello' }), { topic }), CandorError);
});

test('a subscription is confirmed at SNS, and never at another host', async () => {
	const { source, verify, fetched } = aSource();
	const confirmation = (url: string) =>
		signed({ Type: 'SubscriptionConfirmation', Token: 'a-token', SubscribeURL: url, Message: 'Confirm.' });
	const right = 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=a-token';
	assert.equal(await verify(confirmation(right)), true);
	assert.deepEqual(source.parse(confirmation(right), { topic }), []);
	await source.followUp?.(confirmation(right));
	assert.deepEqual(fetched, [certificateUrl, right]);
	for (const url of ['http://169.254.169.254/latest', 'https://localhost/', 'https://sns.example.com/'])
		await assert.rejects(async () => source.followUp?.(confirmation(url)), CandorError);
	assert.equal(fetched.length, 2);
	await source.followUp?.(signed());
	assert.equal(fetched.length, 2);
});
