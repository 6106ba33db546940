import { freePort } from '@latchkey/embedded-postgres';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDisposableKafka } from './disposable-kafka';

export type SecuredKafka = {
  /** TLS and SASL, any of the three mechanisms. */
  readonly brokers: readonly string[];
  readonly username: string;
  /** Knows the same password (mechanism `plain` only) and may do nothing. */
  readonly guest: string;
  /** Files: of the certificate that signed itself, and of the password. */
  readonly caFile: string;
  readonly passwordFile: string;
  dispose(): Promise<void>;
};

/** A Kafka that lets in who trusts its certificate and knows a password, and then asks its ACLs. */
export const startSecuredKafka = async (): Promise<SecuredKafka> => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-kafka-tls-'));
  const [username, guest, password, storePassword] = ['relay', 'guest', random(), random()];
  const keyStore = join(directory, 'broker.p12');
  const caFile = join(directory, 'ca.pem');
  const passwordFile = join(directory, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const keytool = (...args: string[]) =>
    execFileSync('keytool', [...args, '-alias', 'broker', '-keystore', keyStore, '-storepass', storePassword], {
      stdio: 'pipe',
    });
  keytool(
    ...['-genkeypair', '-keyalg', 'EC', '-groupname', 'secp256r1', '-storetype', 'PKCS12', '-validity', '2'],
    ...['-dname', 'CN=localhost', '-ext', 'san=ip:127.0.0.1,dns:localhost'],
  );
  keytool('-exportcert', '-rfc', '-file', caFile);

  const [port, secured, controller] = [await freePort(), await freePort(), await freePort()];
  const login = (module: string, more = '') => `org.apache.kafka.common.security.${module} required${more};`;
  const scram = login('scram.ScramLoginModule');
  const kafka = await startDisposableKafka({
    port,
    settings: {
      'controller.quorum.voters': `1@127.0.0.1:${controller}`,
      listeners: `PLAINTEXT://127.0.0.1:${port},SASL_SSL://127.0.0.1:${secured},CONTROLLER://127.0.0.1:${controller}`,
      'advertised.listeners': `PLAINTEXT://127.0.0.1:${port},SASL_SSL://127.0.0.1:${secured}`,
      'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      'super.users': `User:ANONYMOUS;User:${username}`,
      'ssl.keystore.type': 'PKCS12',
      'ssl.keystore.location': keyStore,
      'ssl.keystore.password': storePassword,
      'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
      'listener.name.sasl_ssl.plain.sasl.jaas.config': login(
        'plain.PlainLoginModule',
        ` user_${username}="${password}" user_${guest}="${password}"`,
      ),
      'listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config': scram,
      'listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config': scram,
    },
    formatArguments: ['256', '512'].flatMap((bits) => [
      '--add-scram',
      `SCRAM-SHA-${bits}=[name=${username},password=${password}]`,
    ]),
  });
  return {
    brokers: [`127.0.0.1:${secured}`],
    username,
    guest,
    caFile,
    passwordFile,
    async dispose() {
      await kafka.dispose();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

const random = (): string => randomBytes(12).toString('hex');
