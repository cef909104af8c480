import type { Words } from './en.ts';

export const ja: Words = {
	title: '現在このページを表示できません',
	unreachable: '{name} に接続できませんでした。',
	slow: '{name} から時間内に応答がありませんでした。',
	failed: '{name} がエラーを返しました（{status}）。',
	offline: 'オフラインのようです。',
	retrying: '再試行を続けています。表示できるようになると自動的に開きます。操作は必要ありません。',
	tryNow: '今すぐ試す',
	trying: '試しています…',
	nextTry: '{seconds} 秒後に再試行します',
	whenOnline: 'オンラインになりしだい再試行します。',
	answered: '{name} が再び応答しています。このページが変わらない場合は、もう一度お試しください。',
	notices: 'ステータスサービスからのお知らせ',
	aboutNotices: 'ここのお知らせは、このページに関するものとは限りません。',
	noNotice: '現在、ステータスサービスからのお知らせはありません。',
	noStatus: '現在、ステータスサービスに接続できません。',
};
