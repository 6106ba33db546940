import { createHash } from 'node:crypto';
import { type Addresses } from '../services';
import { type AsOperator, type AsVisitor, call, type WithKey } from './api';

type Caller = Pick<Addresses, 'keyManagementUrl' | 'commerceUrl' | 'dashboardUrl'> & {
  readonly operatorToken: string;
  readonly signal: AbortSignal;
};

export const asOperator =
  ({ keyManagementUrl, operatorToken, signal }: Caller, accountId: string | null): AsOperator =>
  ({ path, step, ...request }) => {
    const headers = {
      authorization: `Bearer ${operatorToken}`,
      ...(accountId ? { 'x-latchkey-account': accountId } : {}),
      ...(step ? { 'x-idempotency-key': `demo-${step}` } : {}),
    };
    return call({ ...request, url: `${keyManagementUrl}${path}`, headers }, signal);
  };

export const asVisitor =
  ({ keyManagementUrl, dashboardUrl, signal }: Caller): AsVisitor =>
  ({ path, body }) =>
    call({ method: 'POST', url: `${keyManagementUrl}${path}`, headers: { origin: dashboardUrl }, body }, signal);

export const withKey =
  ({ commerceUrl, signal }: Caller): WithKey =>
  (key, { path, minPosition, ...request }) => {
    const headers = {
      'x-api-key': key,
      ...(minPosition ? { 'x-latchkey-min-position': minPosition } : {}),
      ...(request.body
        ? { 'x-idempotency-key': createHash('sha256').update(JSON.stringify(request.body)).digest('hex') }
        : {}),
    };
    return call({ ...request, url: `${commerceUrl}${path}`, headers }, signal);
  };
