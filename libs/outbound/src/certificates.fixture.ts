import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** Made when tests run, so that no private key lies in the repository. X.509 v3, ECDSA P-256 with SHA-256. */
export interface Issued {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateAuthority {
  readonly cert: string;
  /** A server's certificate for these DNS names. */
  issue(names: readonly string[], validity?: Validity): Issued;
}

export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

const DAY_MS = 86_400_000;
const now = Date.now();
const VALID: Validity = { from: new Date(now - DAY_MS), to: new Date(now + 30 * DAY_MS) };
export const EXPIRED: Validity = { from: new Date(now - 30 * DAY_MS), to: new Date(now - DAY_MS) };
export const NOT_YET_VALID: Validity = { from: new Date(now + DAY_MS), to: new Date(now + 30 * DAY_MS) };

export function createCertificateAuthority(name = 'Test CA'): CertificateAuthority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signWith = (subject: string, key: KeyObject, validity: Validity, extensions: readonly Buffer[]) =>
    certificate({ issuer: name, subject, key, validity, extensions }, keys.privateKey);
  return {
    cert: signWith(name, keys.publicKey, VALID, [basicConstraints(true)]),
    issue: (names, validity = VALID) => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const cert = signWith('Test server', publicKey, validity, [basicConstraints(false), alternativeNames(names)]);
      return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
    },
  };
}

export function selfSigned(names: readonly string[]): Issued {
  const { publicKey: key, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = 'Test self-signed';
  const extensions = [basicConstraints(false), alternativeNames(names)];
  const cert = certificate({ issuer: subject, subject, key, validity: VALID, extensions }, privateKey);
  return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

interface Contents {
  readonly issuer: string;
  readonly subject: string;
  readonly key: KeyObject;
  readonly validity: Validity;
  readonly extensions: readonly Buffer[];
}

/** RFC 5280, 4.1. */
function certificate({ issuer, subject, key, validity, extensions }: Contents, signer: KeyObject): string {
  const toBeSigned = sequence(
    der(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    distinguishedName(issuer),
    sequence(time(validity.from), time(validity.to)),
    distinguishedName(subject),
    key.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', toBeSigned, signer);
  const bytes = sequence(toBeSigned, ECDSA_WITH_SHA256, der(0x03, Buffer.of(0), signature));
  const lines = bytes
    .toString('base64')
    .match(/.{1,64}/g)
    ?.join('\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

/** Tag, length, contents. */
function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), body]);
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const integer = (bytes: Buffer) => der(0x02, bytes);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const time = (at: Date) => der(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));
const distinguishedName = (text: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text)))));
const extension = (id: string, value: Buffer) => sequence(oid(id), der(0x04, value));
const basicConstraints = (isAuthority: boolean) =>
  extension('551d13', sequence(...(isAuthority ? [der(0x01, Buffer.of(0xff))] : [])));
const alternativeNames = (names: readonly string[]) =>
  extension('551d11', sequence(...names.map((name) => der(0x82, Buffer.from(name)))));
