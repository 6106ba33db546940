import { createPrivateKey } from 'node:crypto';
import { sealingKeySchema, type SealingKey } from '../sealing-key';

/** A sealing key out of 32 equal bytes, so that it is the same in every run and cannot be taken for a secret. */
export function testKey(byte = 1): SealingKey {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, byte)]);
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return sealingKeySchema.parse({ private_key_pem: key.export({ format: 'pem', type: 'pkcs8' }).toString() });
}
