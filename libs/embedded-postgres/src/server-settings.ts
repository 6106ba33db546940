/** What every embedded server runs with, given on its command line (no secrets there), so that no file has to be rewritten. */
export const serverSettings = (durable: boolean): Record<string, string> => ({
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log must not repeat what a caller sent: no statements, no parameters, no "Key (…)=(…)" details.
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  // Containers often give 64 MB of shared memory, which parallel queries outgrow.
  max_parallel_workers_per_gather: '0',
  ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
});
