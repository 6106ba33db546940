import { createPool, type Pool } from '@latchkey/postgres';
import { type AuditStage, setAuditStage } from './testing/audit-stage';

let stage: AuditStage;
let auditor: Pool;
beforeAll(async () => {
  stage = await setAuditStage();
  auditor = createPool({ connectionString: stage.database.url('auditor'), applicationName: 'test', max: 1 });
});
afterAll(async () => {
  await auditor.end();
  await stage.dispose();
});

test('the auditor’s role can write to no table, make nothing, and call nothing that writes', async () => {
  const { rows } = await stage.owner.query<{ may: string }>(`
    SELECT format('%s on %s', privilege, c.oid::regclass) AS may
    FROM pg_class c CROSS JOIN unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) AS privilege
    WHERE c.relkind IN ('r', 'v', 'm', 'p') AND c.relnamespace::regnamespace::text IN ('event_store', 'key_management', 'commerce', 'commerce_volatile', 'auth')
      AND has_table_privilege('latchkey_auditor', c.oid, privilege)
    UNION ALL
    SELECT format('%s in %s', privilege, n.nspname) FROM pg_namespace n CROSS JOIN unnest(array['CREATE']) AS privilege
    WHERE has_schema_privilege('latchkey_auditor', n.oid, privilege)
    UNION ALL
    SELECT format('call %s', p.oid::regprocedure) FROM pg_proc p
    WHERE p.pronamespace::regnamespace::text IN ('event_store', 'key_management', 'commerce')
      AND has_schema_privilege('latchkey_auditor', p.pronamespace, 'USAGE')
      AND has_function_privilege('latchkey_auditor', p.oid, 'EXECUTE') AND p.provolatile = 'v'
      AND p.prorettype <> 'trigger'::regtype`);
  expect(rows).toEqual([]);
});

test.each([
  `INSERT INTO event_store.events SELECT * FROM event_store.events`,
  `UPDATE key_management.seals SET seal = ''`,
  `DELETE FROM key_management.api_keys`,
  `SELECT event_store.renew_log_id()`,
  `SELECT password_hash FROM key_management.users`,
  `SELECT * FROM key_management.one_time_links`,
  `SELECT * FROM commerce.tokens`,
  `SELECT * FROM key_management.idempotency_records`,
])('it may not: %s', async (statement) => {
  await expect(auditor.query(statement)).rejects.toMatchObject({ code: '42501' });
});

// That every command works with it, the other tests of this app show: they have no other.
