/** The PostgreSQL schema that belongs to this service alone. */
export const SCHEMA = 'key_management';
