import { gzipSync } from 'node:zlib';
import { BODY_LIMIT, chunked, createVisits, endless, head, spoilt, withBody } from './answers.fixture';
import { failed } from './outbound-failure';
import { answering, type Script } from './raw-server.fixture';

const { outbound, visit, closeServers } = createVisits();
afterEach(closeServers);
afterAll(() => outbound.close());

const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
const gzipped = gzipSync('{"ok":true}');

describe('an answer that is too large is refused', () => {
  it.each<[string, Script]>([
    ['a body longer than allowed', answering(withBody(Buffer.alloc(BODY_LIMIT + 1)))],
    ['a length longer than allowed, and nothing else', answering(head('content-length: 9999999'))],
    ['an endless body', endless(head(), 'a'.repeat(1000))],
    ['an endless body of chunks', endless(chunked(), `3e8\r\n${'a'.repeat(1000)}\r\n`)],
    ['an endless body of small chunks', endless(chunked(), '1\r\na\r\n'.repeat(500))],
    ['50 MiB in 50 KiB of gzip', answering(withBody(bomb, 'content-encoding: gzip'))],
  ])('%s', async (_what, script) => {
    expect(await visit(script)).toEqual(failed('destination_answer_too_large', 'sent'));
  });
});

describe('an answer in a coding that is not known, or not good, is refused', () => {
  it.each<[string, Script]>([
    ['gzip of gzip', answering(withBody(gzipSync(gzipped), 'content-encoding: gzip, gzip'))],
    ['gzip twice named', answering(withBody(gzipped, 'content-encoding: gzip', 'content-encoding: gzip'))],
    ['gzip that is none', answering(withBody('plain', 'content-encoding: gzip'))],
    ['half of gzip', answering(withBody(gzipped.subarray(0, -9), 'content-encoding: gzip'))],
    ['gzip with a wrong checksum', answering(withBody(spoilt(gzipped), 'content-encoding: gzip'))],
    ...['deflate', 'br', 'zstd', 'compress', 'aws-chunked', 'gzip;q=1', 'none'].map((name): [string, Script] => [
      name,
      answering(withBody('x', `content-encoding: ${name}`)),
    ]),
  ])('%s', async (_what, script) => {
    expect(await visit(script)).toEqual(failed('destination_bad_answer', 'sent'));
  });
});
