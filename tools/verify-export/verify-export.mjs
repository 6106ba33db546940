// Checks an export of a Latchkey log with Node alone, and with none of Latchkey's code:
//   node verify-export.mjs <file or directory> <fingerprint>[,<fingerprint>…] [<size>:<root> | <file of seals>]…
// The fingerprint of the key that seals, and a head that you know, must have come to you by another way than the export.
// Exit code 0: all of it holds; 1: it does not, the first fault is named; 2: wrongly asked. What it means: docs/audit.md.
import { createHash, createPublicKey, hash, verify } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

/** What is being looked at: of it a fault is told. */
let here = 'the export';
class Fault extends Error {}
const check = (holds, otherwise) => {
  if (!holds) throw new Fault(`${here} ${otherwise}`);
};

/** `heads`: seals, or `{size, root}`, that are known to be true. Answers how far the export is proved, or its first fault. */
export async function verifyExport(path, fingerprints, heads) {
  const names = statSync(path).isDirectory() ? readdirSync(path).filter((name) => name.endsWith('.ndjson')) : [''];
  const files = names.sort().map((name) => join(path, name));
  try {
    return await checkLines(files, await readSeals(files, fingerprints, heads));
  } catch (error) {
    if (error.syscall) throw error;
    return { fault: error instanceof Fault ? error.message : `${here} cannot be understood` };
  }
}

/** The signed heads stand at the end, and are needed from the beginning: so the lines are looked through once before. */
async function readSeals(files, fingerprints, heads) {
  let [keys, seals, header] = [new Map(), [], {}];
  const checkSeal = ({ format, log, log_id, root, size, time, key, signature }) => {
    check(log === header.log, 'is of another log than the export');
    check(keys.has(key), 'is not signed with a key that you named');
    const signed = Buffer.from(JSON.stringify({ format, log, log_id, root, size, time }));
    check(verify(null, signed, keys.get(key), Buffer.from(signature, 'base64')), 'has a signature that is not good');
  };
  for await (const { kind, bytes } of linesOf(files)) {
    if (!['header', 'key', 'seal'].includes(kind)) continue;
    const line = JSON.parse(bytes);
    if (kind === 'header') header = line;
    if (kind === 'key') {
      const key = createPublicKey(line.public_key_pem);
      const fingerprint = `sha256:${sha256(key.export({ format: 'der', type: 'spki' })).toString('hex')}`;
      if (fingerprints.includes(fingerprint)) keys.set(fingerprint, key);
    }
    if (kind !== 'seal') continue;
    checkSeal(line.seal);
    check(line.seal.log_id === header.log_id, 'is of another log than the export');
    check(line.seal.previous_size === (seals.at(-1)?.size ?? null), 'does not follow the seal before it');
    seals.push({ ...line.seal, name: `the seal in ${here}` });
  }
  [here, heads] = ['your head', heads.filter(({ log = header.log }) => log === header.log)];
  heads.filter(({ signature }) => signature).forEach(checkSeal);
  const marks = [...heads.map((head) => ({ ...head, name: `your head of ${head.size} events` })), ...seals];
  return { seals: seals.length, marks: marks.sort((a, b) => a.size - b.size) };
}

async function checkLines(files, { marks, seals }) {
  let [size, proved, done, waiting, ended, parts, partSum] = [0, 0, 0, [], false, [], createHash('sha256')];
  const [frontier, versions, outerSum] = [[], new Map(), createHash('sha256')];
  /** The events since the last line of leaf hashes, one by one, so that the first one that is wrong is named. */
  const checkEvents = (stated) => {
    for (const [at, { bytes, place }] of waiting.entries()) {
      here = `event ${++size} (${place})`;
      const { ordinal, stream, version } = JSON.parse(bytes);
      check(ordinal === size, `says it is ${Number(ordinal)}: it was moved, or one is missing or too many`);
      const due = stream && (versions.get(stream) ?? -1) + 1;
      check(version === due, `is version ${Number(version)} of its stream, where ${due} is due`);
      versions.set(stream, version);
      const leaf = sha256(Buffer.of(0), bytes);
      check(!stated || leaf.equals(stated.subarray(at * 32, at * 32 + 32)), 'has not the hash that is kept beside it');
      frontier.push(leaf);
      for (let n = size; n % 2 === 0; n /= 2) frontier.push(nodeOf(frontier.pop(), frontier.pop()));
      for (; marks[0]?.size === size; proved = marks.shift().size) {
        if (size - proved > 1) here = `event ${proved + 1} or one of the next, up to ${size},`;
        check(rootOf(frontier) === marks[0].root, `is not what it was when ${marks[0].name} was signed`);
      }
    }
    waiting = [];
  };
  for await (const { kind, bytes, place } of linesOf(files)) {
    check(!ended, 'stands behind the end');
    if (kind === 'event' || kind === 'leaves') partSum.update(bytes).update('\n');
    if (kind === 'event' && waiting.push({ bytes, place }) > 256) checkEvents();
    if (kind === 'event') continue;
    const [line, count] = [kind === 'cut' ? {} : JSON.parse(bytes), waiting.length];
    checkEvents(kind === 'leaves' && Buffer.from(line.hashes, 'base64'));
    here = place;
    check(kind !== 'cut', `is cut: the export ends behind event ${size}`);
    const leaves = { first: size - count + 1, count };
    const part = { number: parts.length + 1, first: done + 1, count: size - done, sha256: sumOf(partSum) };
    const manifest = { events: done, root: rootOf(frontier), parts, seals, sha256: sumOf(outerSum) };
    const due = { header: {}, leaves, part, key: {}, seal: {}, manifest }[kind];
    ended = kind === 'manifest';
    check(due && isDeepStrictEqual(line, ended ? { kind, ...due } : { ...line, ...due }), 'does not say what is there');
    check(JSON.stringify(line) === bytes.toString(), 'is not written as an export is');
    if (kind === 'part') [done, parts, partSum] = [size, [...parts, part], createHash('sha256')];
    if (kind !== 'leaves') outerSum.update(bytes).update('\n');
  }
  checkEvents();
  here = `event ${size + 1}`;
  check(ended, 'is missing, and all behind it: the export is cut here');
  check(marks.length === 0, `is missing, and all behind it, up to ${marks[0]?.name}`);
  check(proved > 0, 'and all before it are not sealed, and you gave no head: nothing can be said of them');
  return { events: size, proved, root: rootOf(frontier) };
}

// RFC 6962. The frontier holds the roots of the complete subtrees, the largest first.
const sha256 = (...parts) => hash('sha256', Buffer.concat(parts), 'buffer');
const nodeOf = (right, left) => sha256(Buffer.of(1), left, right);
const rootOf = (frontier) => (frontier.length ? frontier.reduceRight(nodeOf) : sha256()).toString('hex');
const sumOf = (sum) => sum.copy().digest('hex');

async function* linesOf(files) {
  for (const file of files) {
    let [rest, number] = [Buffer.alloc(0), 0];
    for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 18 })) {
      const text = Buffer.concat([rest, chunk]);
      let from = 0;
      for (let to; (to = text.indexOf(10, from)) >= 0; from = to + 1) {
        here = `${basename(file)}, line ${++number}`;
        const [, kind = 'event'] = /^{"kind":"(\w*)"/.exec(text.latin1Slice(from, Math.min(to, from + 24))) ?? [];
        yield { kind, bytes: text.subarray(from, to), place: here };
      }
      rest = text.subarray(from);
    }
    here = `${basename(file)}, line ${number + 1}`;
    if (rest.length > 0) yield { kind: 'cut', bytes: rest, place: here };
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [path = '', fingerprints = '', ...given] = process.argv.slice(2);
  try {
    const heads = given.flatMap((head) => {
      if (/^\d+:[0-9a-f]{64}$/.test(head)) return { size: parseInt(head), root: head.slice(-64) };
      const seals = readFileSync(head, 'utf8').trim().split('\n');
      return seals.map((seal) => JSON.parse(seal));
    });
    const { events, proved, root, fault } = await verifyExport(path, fingerprints.split(','), heads);
    process.exitCode = fault ? 1 : 0;
    console.log(fault ? `Not as it was: ${fault}` : `Events 1 to ${proved} are what was sealed; root of all: ${root}`);
    if (events > proved) console.log(`Events ${proved + 1} to ${events} are not sealed yet: nothing is proved of them`);
  } catch (error) {
    console.error(`Cannot check: ${error.message}`);
    process.exitCode = 2;
  }
}
