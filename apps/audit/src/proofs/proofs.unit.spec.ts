import { generateSealingKeyFile, publicKeyPem, sealingKeySchema } from '@latchkey/seals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTarget } from '../export/export-target';
import { writeExport } from '../export/write-export';
import { FINGERPRINT, memorySource, sealedLog } from '../testing/memory-log';
import { runCli } from '../testing/run-cli';
import { eventId } from '../testing/scripted-events';

let directory: string;
let proof: string;
let head: string;

/** Of a log that another key has sealed before. */
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-audit-proofs-'));
  const log = await sealedLog([5, 12]);
  head = `12:${log.seals[1]?.root}`;
  const earlier = publicKeyPem(sealingKeySchema.parse(generateSealingKeyFile()).publicKey);
  const [out, target] = [join(directory, 'proof.json'), await openTarget(join(directory, 'log.ndjson'))];
  const source = memorySource({ ...log, publicKeys: [earlier, ...log.publicKeys] });
  await writeExport({ source, target, publicKeys: [] });
  const { code } = await runCli(['prove', eventId(6), '--export', join(directory, 'log.ndjson'), '--out', out]);
  expect(code).toBe(0);
  proof = out;
});
afterAll(() => rmSync(directory, { recursive: true }));

test('a proof carries the key that its seal was made with, of all that have sealed', async () => {
  const { code, out } = await runCli(['check-proof', proof, '--key-fingerprint', FINGERPRINT]);
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/^Event .* is number 6 of the 12 that were sealed at 2026-07-01T/),
  ]);
});

test('what a seal says of its time is not repeated where its signature was not looked at', async () => {
  const forged = join(directory, 'forged.json');
  const text = readFileSync(proof, 'utf8');
  writeFileSync(forged, text.replace(/"time": "2026-07-01T[^"]*"/, '"time": "2001-01-01T00:00:00.000Z"'));
  expect(readFileSync(forged, 'utf8')).not.toBe(text);
  expect((await runCli(['check-proof', forged, '--key-fingerprint', FINGERPRINT])).code).toBe(1);
  const { code, out } = await runCli(['check-proof', forged, '--known-head', head]);
  expect([code, out]).toEqual([0, expect.stringMatching(/of the 12 that the head covers\.\n$/)]);
  const { out: json } = await runCli(['check-proof', forged, '--known-head', head, '--json']);
  expect(JSON.parse(json)).toMatchObject({ ok: true, sealed_at: null });
});
