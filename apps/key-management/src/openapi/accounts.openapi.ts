import { OPERATING_MODELS } from '@latchkey/accounts-domain';
import { idParameter, listParameters, listSchema, objectSchema, operation, time, uuid } from './operation';

const operatingModel = { type: 'string', enum: OPERATING_MODELS };
const tag = 'Accounts';

export const accountSchemas = {
  Account: objectSchema({ id: uuid, name: { type: 'string' }, operating_model: operatingModel, created_at: time }),
  AccountList: listSchema('Account'),
  OpenAccount: objectSchema(
    {
      name: { type: 'string', minLength: 1, examples: ['Acme'] },
      operating_model: { type: ['string', 'null'], enum: [...OPERATING_MODELS, null], default: 'primary_merchant' },
    },
    ['operating_model'],
  ),
  OperatingModel: objectSchema({ operating_model: operatingModel }),
};

export const accountPaths = {
  '/accounts': {
    post: operation({
      summary: 'Open an account',
      description: 'It starts with one merchant, its own.',
      tag,
      callers: ['operator'],
      kind: 'create',
      body: 'OpenAccount',
      answer: { status: 201, schema: 'Account' },
    }),
    get: operation({
      summary: 'List accounts',
      tag,
      callers: ['operator'],
      kind: 'read',
      parameters: listParameters(['created_at']),
      answer: { status: 200, schema: 'AccountList' },
    }),
  },
  '/accounts/{id}': {
    get: operation({
      summary: 'Read an account',
      tag,
      callers: ['operator'],
      kind: 'read',
      parameters: [idParameter('account')],
      answer: { status: 200, schema: 'Account' },
    }),
  },
  '/accounts/{id}/operating-model': {
    put: operation({
      summary: 'Change an account’s operating model',
      description:
        'What existing keys may do changes with it. 409 to `primary_merchant` while there are more merchants.',
      tag,
      callers: ['operator'],
      kind: 'write',
      parameters: [idParameter('account')],
      body: 'OperatingModel',
      answer: { status: 200, schema: 'Account' },
      problems: ['conflict'],
    }),
  },
};
