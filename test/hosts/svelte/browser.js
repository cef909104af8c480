import 'candor/define';
import { feedFor } from 'candor';
import { hydrate } from 'svelte';
import App from './app.svelte';

const { source } = globalThis;
hydrate(App, { target: document.getElementById('app'), props: { source, feed: feedFor(source) } });
