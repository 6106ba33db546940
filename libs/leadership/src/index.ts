/**
 * Of all processes that run at once, one works at a time: an expiring row says which, and its fence keeps one that was
 * overtaken without noticing from changing anything.
 */
export { Fenced } from './fenced';
export { lead, type LeadOptions, type Term } from './lead';
export { createLease, holdLease, type Lease } from './lease';
