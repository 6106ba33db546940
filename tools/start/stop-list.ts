/** In this order things are stopped: first what takes requests, last what holds the data. All of one stage at once. */
const STAGES = ['edge', 'verdicts', 'database', 'lock'] as const;
export type Stage = (typeof STAGES)[number];

type Stop = (patienceMs: number) => Promise<void>;

export type StopList = {
  add(stage: Stage, stop: Stop): void;
  /** Repeated calls share one run. */
  stopAll(): Promise<void>;
};

/** A stage is done in well under a second unless something hangs; even if all hang, together they keep within 10 s. */
export const createStopList = (patienceMs = 3_000): StopList => {
  const stops = new Map<Stage, Stop[]>(STAGES.map((stage) => [stage, []]));
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    for (const stage of STAGES) await Promise.all((stops.get(stage) ?? []).map((stop) => stop(patienceMs)));
  };
  return {
    add: (stage, stop) => void stops.get(stage)?.push(stop),
    stopAll: () => (running ??= run()),
  };
};
