import { NotRunning } from './installation';
import { shortenBody, shortenKeys, shortenToken } from './shorten';

export type Call = {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
};

export type Answer = {
  readonly status: number;
  /** JSON as it came; undefined for an empty answer. */
  readonly body: Json | undefined;
  readonly position: string | null;
  /** Whether it is the answer of a destination, passed on. */
  readonly relayed: boolean;
};

/** The tour looks into answers as any client does, without their types. */
export type Json = { readonly [member: string]: unknown };

export type Guide = {
  chapter(title: string): void;
  note(line: string): void;
  /** Makes the call, prints it and its answer. */
  call(call: Call): Promise<Answer>;
  /** Prints whether what was promised held; returns it. */
  expect(promise: string, held: boolean): boolean;
  /** How many promises did not hold. */
  broken(): number;
};

const DEADLINE_MS = 15_000;

export const createGuide = (print: (line: string) => void = console.log): Guide => {
  let chapters = 0;
  let broken = 0;
  return {
    chapter: (title) => print(`\n━━ ${++chapters}. ${title}`),
    note: (line) => print(`\n${line}`),
    async call(call) {
      print(`\n→ ${call.method} ${call.url}`);
      for (const [name, value] of Object.entries(call.headers ?? {})) print(`  ${name}: ${shortenHeader(name, value)}`);
      if (call.body) print(indent(shortenBody(call.body)));
      const { shown, ...answer } = await send(call);
      print(`← ${answer.status}${shown.map((header) => `   ${header}`).join('')}`);
      if (answer.body !== undefined) print(indent(shortenBody(answer.body)));
      return answer;
    },
    expect(promise, held) {
      print(`${held ? '✓' : '✗'} ${promise}`);
      if (!held) broken += 1;
      return held;
    },
    broken: () => broken,
  };
};

/** Of an answer, where they are there. */
const SHOWN_HEADERS = ['x-latchkey-position', 'x-latchkey-relayed', 'server-timing'];

const send = async ({ method, url, headers = {}, body }: Call): Promise<Answer & { shown: readonly string[] }> => {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(DEADLINE_MS),
  }).catch((cause: unknown) => {
    throw new NotRunning(`Nothing answers at ${new URL(url).origin}: is \`npm start\` running?`, { cause });
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? undefined : (JSON.parse(text) as Json),
    position: response.headers.get('x-latchkey-position'),
    relayed: response.headers.get('x-latchkey-relayed') === 'true',
    shown: SHOWN_HEADERS.flatMap((name) =>
      response.headers.has(name) ? `${name}: ${response.headers.get(name)}` : [],
    ),
  };
};

const shortenHeader = (name: string, value: string): string =>
  name === 'authorization' ? `Bearer ${shortenToken(value.replace('Bearer ', ''))}` : shortenKeys(value);

const indent = (text: string): string => text.replace(/^/gm, '  ');
