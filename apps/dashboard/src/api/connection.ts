import { createStore } from './store';

/** What the last request found. */
export const connection = createStore<'up' | 'down'>('up');
