import { SurvivingClient } from './surviving-client';

test('a client that is lost while nobody listens to it does not end the process', () => {
  const client = new SurvivingClient();
  expect(() => client.emit('error', new Error('terminating connection'))).not.toThrow();
});
