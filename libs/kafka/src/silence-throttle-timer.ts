let silenced = false;

/**
 * kafkajs 2.2.4 asks for a timer that has run out long ago whenever a broker does not throttle it (`scheduleCheckPendingRequests`
 * in network/requestQueue; tulios/kafkajs#1751), and Node 24 warns of it. That warning is dropped; the same one for anybody else's timer is not.
 */
export const silenceThrottleTimer = (): void => {
  if (silenced) return;
  silenced = true;
  const emitWarning = process.emitWarning.bind(process) as (...args: unknown[]) => void;
  process.emitWarning = (...args: unknown[]): void => {
    if (args[1] === 'TimeoutNegativeWarning' && (new Error().stack ?? '').includes('kafkajs')) return;
    emitWarning(...args);
  };
};
