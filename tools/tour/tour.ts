import { createGuide } from './guide';
import { NotRunning, readInstallation } from './installation';
import { lifeOfAKey } from './life-of-a-key';

/** `npm run tour`: the life of a key over HTTP, against a running installation. Exit code 0 if every promise held. */
try {
  const guide = createGuide();
  await lifeOfAKey(guide, readInstallation());
  console.log(guide.broken() === 0 ? '\nEvery promise held.' : `\n${guide.broken()} promises did NOT hold.`);
  process.exitCode = guide.broken() === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof NotRunning ? error.message : error);
  process.exitCode = 1;
}
