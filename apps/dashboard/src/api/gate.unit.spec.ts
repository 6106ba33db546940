import { createGate } from './gate';

test('whoever waits goes on when the gate is opened', async () => {
  const gate = createGate();
  const waiting = Promise.all([gate.wait(), gate.wait()]);
  expect(gate.closed.get()).toBe(true);
  gate.open();
  await expect(waiting).resolves.toEqual([undefined, undefined]);
  expect(gate.closed.get()).toBe(false);
  expect(gate.openings()).toBe(1);
});

test('a refusal is what they all fail with, and the next one waits anew', async () => {
  const gate = createGate();
  const waiting = gate.wait();
  gate.refuse(new Error('cancelled'));
  await expect(waiting).rejects.toThrow('cancelled');
  expect(gate.openings()).toBe(0);
  const again = gate.wait();
  gate.open();
  await expect(again).resolves.toBeUndefined();
});

test('one that is aborted leaves; the gate stays closed for the others', async () => {
  const gate = createGate();
  const controller = new AbortController();
  const leaving = gate.wait(controller.signal);
  const staying = gate.wait();
  controller.abort(new Error('gone'));
  await expect(leaving).rejects.toThrow('gone');
  expect(gate.closed.get()).toBe(true);
  gate.open();
  await expect(staying).resolves.toBeUndefined();
});
