import 'candor/define';
import { feedFor } from 'candor';
import { createSSRApp } from 'vue';
import App from './app.vue';

const { source } = globalThis;
createSSRApp(App, { source, feed: feedFor(source) }).mount('#app');
