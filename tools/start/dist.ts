import { basename, dirname } from 'node:path';

/** The build's directory: this module is in dist/tools/start or, shared by several programs, in dist/chunks. */
const here = import.meta.dirname;
export const DIST = basename(here) === 'chunks' ? dirname(here) : dirname(dirname(here));
