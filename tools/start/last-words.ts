import { readFileSync } from 'node:fs';

/** Why a service ended, from the end of its log: a plain sentence or an uncaught error if it wrote one, else its last error record. */
export const lastWords = (logFile: string, from: number): string => {
  const lines = readFileSync(logFile).subarray(from).toString().split('\n').filter(Boolean);
  const plainLines = lines.filter((line) => !line.startsWith('{'));
  // Node ends an uncaught error with a stack and its own version.
  const plain = plainLines.findLast((line) => /^\w*Error\b/.test(line)) ?? plainLines.at(-1);
  return (plain ?? lines.map(fromRecord).findLast(Boolean) ?? 'it wrote nothing').trim();
};

const PINO_ERROR = 50;

const fromRecord = (line: string): string | undefined => {
  try {
    const record = JSON.parse(line) as { level?: number; msg?: string; err?: { message?: string } };
    return (record.level ?? 0) >= PINO_ERROR ? [record.msg, record.err?.message].filter(Boolean).join(': ') : undefined;
  } catch {
    return undefined;
  }
};
