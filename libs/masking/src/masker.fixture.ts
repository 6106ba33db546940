import { createMasker } from './create-masker';
import type { Injected } from './injected';

const bytesOf = (text: string) => Buffer.from(text, 'latin1');

export const maskBody = (body: Buffer, type: string | undefined, injected: readonly Injected[], sent = '') =>
  createMasker(injected, [bytesOf(sent)]).body(body, type);

export const maskText = (text: string, injected: readonly Injected[], sent = '') =>
  createMasker(injected, [bytesOf(sent)]).text(text);
