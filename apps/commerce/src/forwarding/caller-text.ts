import { standIn, type Injected } from '@latchkey/masking';
import type { Permit } from './authorise-forward';
import type { Forward } from './forward.types';
import type { OpenValues } from './subject';

/**
 * All of what is sent in which the caller had a say, without what must not come back: what masking has to know lest it tell
 * a security code from others.
 */
export function callerText(
  { template, headers }: Pick<Forward, 'template' | 'headers'>,
  { url }: Pick<Permit, 'url'>,
  { values, injected }: OpenValues,
): Buffer[] {
  if (!injected.some(({ kind }) => kind === 'security_code')) return [];
  const rendered = template.render(
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, withoutSecret(value, injected)])),
  );
  const rest = [url.path, url.search, ...headers.flat()].join('\n');
  return [...(rendered.ok ? [rendered.body] : []), Buffer.from(rest, 'latin1')];
}

function withoutSecret(value: string | number | null, injected: readonly Injected[]): string | number | null {
  const secret = injected.find((one) => one.value === value);
  return secret ? standIn(secret) : value;
}
