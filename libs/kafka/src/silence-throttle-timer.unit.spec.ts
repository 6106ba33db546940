import { silenceThrottleTimer } from './silence-throttle-timer';

test('only the warning of the client’s own timer is dropped', () => {
  const seen: unknown[] = [];
  const emitWarning = process.emitWarning;
  process.emitWarning = (...args: unknown[]) => void seen.push(args[1]);
  try {
    silenceThrottleTimer();
    process.emitWarning('-1 is a negative number', 'TimeoutNegativeWarning');
    process.emitWarning('another', 'OtherWarning');
    // As if called from one of the client's files.
    const kafkajsTimer = () => process.emitWarning('-1 is a negative number', 'TimeoutNegativeWarning');
    kafkajsTimer();
  } finally {
    process.emitWarning = emitWarning;
  }
  expect(seen).toEqual(['TimeoutNegativeWarning', 'OtherWarning']);
});
