/** Of a body with placeholders, before rendering. */
export const MAX_TEMPLATE_BYTES = 1024 * 1024;
/** Of a body after rendering. */
export const MAX_RENDERED_BYTES = 2 * 1024 * 1024;
export const MAX_PLACEHOLDERS = 1_000;
/** Objects and arrays within each other. */
export const MAX_NESTING = 100;
/** Between the braces, as written. */
export const MAX_EXPRESSION_CHARS = 200;
/** A body can hold as many faults as fit into it. */
export const MAX_ERRORS = 100;
