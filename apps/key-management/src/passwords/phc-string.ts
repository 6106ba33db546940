import type { Argon2Cost } from './argon2';

export interface PasswordHash {
  readonly cost: Argon2Cost;
  readonly salt: Buffer;
  readonly tag: Buffer;
}

/** https://github.com/P-H-C/phc-string-format: what is needed to check a password stands in the text. */
export const formatPhc = ({ cost: { memoryKib, passes, parallelism }, salt, tag }: PasswordHash): string =>
  `$argon2id$v=19$m=${memoryKib},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;

/** Throws for anything else: only this service writes them. */
export const parsePhc = (text: string): PasswordHash => {
  const parts = PHC.exec(text)?.groups;
  if (!parts) throw new Error('a password hash is no PHC string of argon2id');
  const number = (name: string): number => Number(parts[name]);
  return {
    cost: { memoryKib: number('memory'), passes: number('passes'), parallelism: number('parallelism') },
    salt: Buffer.from(parts['salt'] ?? '', 'base64'),
    tag: Buffer.from(parts['tag'] ?? '', 'base64'),
  };
};

const PHC =
  /^\$argon2id\$v=19\$m=(?<memory>[0-9]{1,8}),t=(?<passes>[0-9]{1,3}),p=(?<parallelism>[0-9]{1,2})\$(?<salt>[A-Za-z0-9+/]{11,64})\$(?<tag>[A-Za-z0-9+/]{22,86})$/;

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
