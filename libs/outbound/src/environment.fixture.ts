import { selfSigned } from './certificates.fixture';
import { callOnce, createInternet, HOST, PUBLIC, target } from './internet.fixture';
import { answering, OK, startRawServer } from './raw-server.fixture';

/** A process of its own, because the environment that Node reads is not the one a test can set. Prints the outcome. */
const server = await startRawServer(answering(OK), selfSigned([HOST]));
const { outbound, host } = createInternet();
host(PUBLIC, server.port);
process.stdout.write(JSON.stringify(await callOnce(outbound, target())));
await outbound.close();
await server.close();
