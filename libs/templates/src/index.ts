/**
 * The template language of forwarding, described in docs/templates.md. Pure: no I/O, no clock, no state.
 *
 * `parseTemplate(body, 'json' | 'form', {placeholders})` gives a `Template` or the reason, which is a problem's classifier;
 * `template.render(values)` gives the body to send or names what is missing.
 */
export type { TemplateFormat } from './parse-template';
export { parseTemplate } from './parse-template';
export { MAX_TEMPLATE_BYTES } from './limits';
export type { ParsedTemplate, Rendered, Template } from './template';
export type { TemplateValues } from './template-values';
