/** What is in the log, in its order. */
export interface LoggedEvent {
  readonly position: string;
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly writer: string;
  readonly number: number;
}

export interface History {
  readonly log: readonly LoggedEvent[];
  readonly head: string;
  /** Lines of the writers' journals by writer, see writer-main.ts. */
  readonly writers: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Likewise of the followers, see follower-main.ts, and the checkpoint each has now. */
  readonly followers: ReadonlyMap<
    string,
    { readonly lines: readonly (readonly string[])[]; readonly checkpoint: string | undefined }
  >;
}

/** One sentence for each way in which the history is not what was promised; nothing when all is well. */
export function checkHistory(history: History): string[] {
  return [...checkLog(history.log), ...checkWriters(history), ...checkFollowers(history)];
}

function checkLog(log: readonly LoggedEvent[]): string[] {
  const problems: string[] = [];
  const versions = new Map<string, number>();
  const seen = new Set<string>();
  log.forEach(({ position, stream, version, id, writer, number }, index) => {
    if (Number(position.split(':')[1]) !== index + 1) problems.push(`event ${index + 1} of the log is at ${position}`);
    if (version !== (versions.get(stream) ?? -1) + 1)
      problems.push(`${stream} has a hole or a double before version ${version}`);
    versions.set(stream, version);
    for (const name of [id, `${writer} ${number}`]) {
      if (seen.has(name)) problems.push(`${name} is in the log twice`);
      seen.add(name);
    }
  });
  return problems;
}

function checkWriters({ log, writers }: History): string[] {
  const problems: string[] = [];
  const logged = new Map(log.map((event) => [`${event.writer} ${event.number}`, event]));
  for (const [writer, lines] of writers) {
    for (const [word, number, id, position] of lines) {
      const event = logged.get(`${writer} ${number}`);
      if (word === 'ack' && (event?.id !== id || event?.position !== position)) {
        problems.push(
          `${writer} ${number} was acknowledged at ${position} and is at ${event?.position ?? 'no position'}`,
        );
      }
      if (word === 'try' && !event) problems.push(`${writer} ${number} was tried to the end and is not in the log`);
    }
  }
  return problems;
}

function checkFollowers({ log, head, followers }: History): string[] {
  const problems: string[] = [];
  const positions = log.map(({ position }) => position);
  for (const [name, { lines, checkpoint }] of followers) {
    let handled = 0;
    for (const [word, position = ''] of lines) {
      if (word === 'reset') handled = 0;
      if (word === 'start' && position !== 'none' && position > (positions[handled - 1] ?? '')) {
        // A checkpoint of another log says nothing about this one; it has to be refused, which a reset shows.
        if (sameLog(position, head))
          problems.push(`${name} had checkpoint ${position} and had handled ${handled} events`);
      }
      if (word === 'event' && sameLog(position, head)) {
        if (position === positions[handled]) handled++;
        else if (position > (positions[handled] ?? ''))
          problems.push(`${name} handled ${position} instead of ${positions[handled]}`);
      }
    }
    if (handled !== positions.length) problems.push(`${name} handled ${handled} of ${positions.length} events`);
    if (checkpoint !== head) problems.push(`${name} ends with checkpoint ${checkpoint}, the log with ${head}`);
  }
  return problems;
}

function sameLog(a: string, b: string): boolean {
  return a.split(':')[0] === b.split(':')[0];
}
