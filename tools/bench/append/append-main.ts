import { benchOptions } from '../lib/bench-options';
import { publish } from '../lib/report';
import { benchAppend } from './append.bench';

const { jsonFile, ...options } = benchOptions(process.argv.slice(2));
publish(await benchAppend(options), jsonFile);
