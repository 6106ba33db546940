import type { ProgressStore, Subject, SubjectProgress } from '../progress.port';

/** What handlers write, and how far they have come: kept together, one transaction after the other. */
export interface World {
  readonly progress: Map<string, SubjectProgress>;
  /** By subject: the versions whose handlers have run, in order. */
  readonly applied: Map<string, number[]>;
}

export function inMemoryProgress() {
  let world: World = { progress: new Map(), applied: new Map() };
  let last: Promise<unknown> = Promise.resolve();
  const name = ({ topic, key }: Subject): string => `${topic} ${key}`;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn;
    return turn;
  };
  const store: ProgressStore<World> = {
    transaction: (work) =>
      inTurn(async () => {
        const copy = structuredClone(world);
        const result = await work(copy);
        world = copy;
        return result;
      }),
    read: async ({ progress }, subject) => progress.get(name(subject)) ?? null,
    write: async ({ progress }, subject, to) => void progress.set(name(subject), to),
  };
  /** As an operator does who has repaired a handler: nothing is known of the subject, and nothing made of it is there. */
  const forget = (subject: Subject) => {
    world.progress.delete(name(subject));
    world.applied.delete(subject.key);
  };
  return {
    store,
    forget,
    world: () => world,
    progressOf: (subject: Subject) => world.progress.get(name(subject)) ?? null,
  };
}
