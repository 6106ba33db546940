import { readFileSync } from 'node:fs';
import { FILTERS } from './filters';
import {
  MAX_ERRORS,
  MAX_EXPRESSION_CHARS,
  MAX_NESTING,
  MAX_PLACEHOLDERS,
  MAX_RENDERED_BYTES,
  MAX_TEMPLATE_BYTES,
} from './limits';
import { render } from './templates.fixture';
import { type TemplateValues } from './template-values';

const page = readFileSync(`${import.meta.dirname}/../../../docs/templates.md`, 'utf8');
const blocks = [...page.matchAll(/^```text (.+)\n([^]*?)\n```$/gm)].map(([, kind = '', text = '']) => ({ kind, text }));

describe('docs/templates.md tells the truth', () => {
  const examples = readExamples();

  test('it has examples of both kinds of body, taken and refused', () => {
    expect(new Set(examples.map(({ format, outcome }) => `${format} ${outcome}`)).size).toBe(4);
    expect(examples).toHaveLength(blocks.filter(({ kind }) => kind.endsWith('template')).length);
  });

  test.each(examples)('$format: $template', ({ format, template, values, outcome, expected }) => {
    const rendered = render(format, template, values);
    expect(
      typeof rendered === 'string'
        ? { outcome: 'result', rendered }
        : { outcome: 'refused', rendered: rendered.join('\n') },
    ).toEqual({
      outcome,
      rendered: expected,
    });
  });

  test('it has every filter', () => {
    expect([...section('Filters').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)).toEqual([...FILTERS.keys()]);
    expect(
      [...(/^filter .*$/m.exec(section('Grammar'))?.[0] ?? '').matchAll(/"(\w+)"/g)].map(([, name]) => name),
    ).toEqual([...FILTERS.keys()]);
  });

  test('it has every limit', () => {
    const figures = [...section('Limits').matchAll(/^\| .* \| ([\d,]+)/gm)].map(([, figure = '']) =>
      figure.replaceAll(',', ''),
    );
    expect(figures.map(Number)).toEqual([
      MAX_TEMPLATE_BYTES,
      MAX_RENDERED_BYTES,
      MAX_PLACEHOLDERS,
      MAX_NESTING,
      MAX_EXPRESSION_CHARS,
      MAX_ERRORS,
    ]);
  });
});

/** A template is followed by values of its own, if it has any, and what comes of it. Values that follow no template are for all. */
function readExamples() {
  const examples: {
    format: 'json' | 'form';
    template: string;
    values: TemplateValues;
    outcome: string;
    expected: string;
  }[] = [];
  let forAll: TemplateValues = {};
  let current: { format: 'json' | 'form'; template: string; values?: TemplateValues } | undefined;
  for (const { kind, text } of blocks) {
    if (kind === 'json template') current = { format: 'json', template: text };
    else if (kind === 'form template') current = { format: 'form', template: text };
    else if (kind === 'values' && current !== undefined) current.values = JSON.parse(text);
    else if (kind === 'values') forAll = JSON.parse(text);
    else if (current !== undefined) {
      examples.push({ ...current, values: current.values ?? forAll, outcome: kind, expected: text });
      current = undefined;
    }
  }
  return examples;
}

const section = (title: string): string =>
  new RegExp(`^## ${title}\\n([^]*?)(?=^## |(?![^]))`, 'm').exec(page)?.[1] ?? '';
