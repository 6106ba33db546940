/** The log that this process works on, as of its first contact; notices when another one answers under the same address. */
export interface LogIdentity {
  current(): string | undefined;
  /** False when this is another log than before; from then on it is the current one. */
  confirm(logId: string): boolean;
  /** The store says that this is another log, but not which. */
  forget(): void;
}

export function createLogIdentity(onReplaced: () => void): LogIdentity {
  let current: string | undefined;
  return {
    current: () => current,
    confirm(logId) {
      const before = current;
      current = logId;
      if (before === undefined || before === logId) return true;
      onReplaced();
      return false;
    },
    forget() {
      current = undefined;
      onReplaced();
    },
  };
}
