import { cpus } from 'node:os';

/** How busy the machine's processors are from now until it is asked, by whomever: 0 to 1. */
export function watchMachine(): () => number {
  const began = processorTimes();
  return () => {
    const ended = processorTimes();
    return 1 - (ended.idle - began.idle) / (ended.all - began.all);
  };
}

function processorTimes(): { idle: number; all: number } {
  const times = cpus().flatMap(({ times }) => Object.entries(times));
  const sum = (entries: readonly (readonly [string, number])[]) => entries.reduce((all, [, ms]) => all + ms, 0);
  return { idle: sum(times.filter(([name]) => name === 'idle')), all: sum(times) };
}
