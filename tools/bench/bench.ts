import { benchAccesses } from './accesses/accesses.bench';
import { benchAppend } from './append/append.bench';
import { benchAudit } from './audit/audit.bench';
import { benchBrowse } from './browse/browse.bench';
import { benchCreate } from './create/create.bench';
import { benchExport } from './export/export.bench';
import { benchForward } from './forward/forward.bench';
import { benchGuard } from './guard/guard.bench';
import { benchOptions } from './lib/bench-options';
import { publish } from './lib/report';
import { benchList } from './list/list.bench';
import { benchRelay } from './relay/relay.bench';
import { benchReplay } from './replay/replay.bench';
import { benchSeal } from './seal/seal.bench';

const benches = {
  accesses: benchAccesses,
  append: benchAppend,
  audit: benchAudit,
  browse: benchBrowse,
  create: benchCreate,
  export: benchExport,
  forward: benchForward,
  guard: benchGuard,
  list: benchList,
  relay: benchRelay,
  replay: benchReplay,
  seal: benchSeal,
};

/** `npm run bench -- <name> [--json FILE] [--rounds N] [--only PART]` */
const [name = '', ...args] = process.argv.slice(2);
const bench = Object.entries(benches).find(([known]) => known === name)?.[1];
if (bench === undefined) {
  console.error(
    `Say which: npm run bench -- ${Object.keys(benches).join(' | ')} [--json FILE] [--rounds N] [--only PART]`,
  );
  process.exit(1);
}
const options = benchOptions(args);
publish(await bench(options), options.jsonFile);
