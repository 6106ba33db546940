import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spoolFile } from './spool-file';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'latchkey-file-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A file on a disk with room for so many bytes, which takes five at a time. */
async function fileOn(disk: { room: number; mendable?: boolean }) {
  const path = join(root, 'file');
  const file = await open(path, 'wx');
  const write = async (content: Buffer, position: number) => {
    const written = Math.min(5, content.length, disk.room);
    if (written === 0) throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
    disk.room -= written;
    return (await file.write(content, 0, written, position)).bytesWritten;
  };
  const truncate = async (length: number) => {
    if (disk.mendable === false) throw new Error('not even that');
    await file.truncate(length);
  };
  const handle = { write, truncate, stat: () => file.stat(), close: () => file.close() };
  return { ...{ path, disk }, spooled: spoolFile(handle, path) };
}

describe('a file of a spool', () => {
  test('has all of what was written, however little the disk takes at a time', async () => {
    const { spooled, path } = await fileOn({ room: 100 });
    await spooled.write(Buffer.from('the first line\n'));
    await spooled.write(Buffer.from('the second line\n'));
    expect(await spooled.close()).toEqual({ path, bytes: 31 });
    expect(readFileSync(path, 'utf8')).toBe('the first line\nthe second line\n');
  });

  test('has nothing of a write for which there was no room, and takes the next when there is', async () => {
    const { spooled, path, disk } = await fileOn({ room: 22 });
    await spooled.write(Buffer.from('the first line\n'));
    await expect(spooled.write(Buffer.from('the second line\n'))).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(readFileSync(path, 'utf8')).toBe('the first line\n');
    disk.room = 100;
    expect(spooled.isWhole()).toBe(true);
    await spooled.write(Buffer.from('the third line\n'));
    await spooled.close();
    expect(readFileSync(path, 'utf8')).toBe('the first line\nthe third line\n');
  });

  test('takes no more after a write that could not be taken back', async () => {
    const { spooled } = await fileOn({ room: 22, mendable: false });
    await spooled.write(Buffer.from('the first line\n'));
    await expect(spooled.write(Buffer.from('the second line\n'))).rejects.toMatchObject({ code: 'ENOSPC' });
    expect([spooled.isWhole(), spooled.bytes]).toEqual([false, 15]);
    await spooled.close();
  });
});
