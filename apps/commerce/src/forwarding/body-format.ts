import { Problem } from '@latchkey/platform';
import type { TemplateFormat } from '@latchkey/templates';

/** Throws `unsupported_media_type` for what cannot hold placeholders. A charset other than UTF-8 is none of ours. */
export function bodyFormat(contentType: string | undefined): TemplateFormat {
  const [, type = '', parameters = ''] = /^\s*([^;\s]+)\s*(.*)$/.exec(contentType ?? '') ?? [];
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(parameters)?.[1]?.toLowerCase() ?? 'utf-8';
  if (charset === 'utf-8' || charset === 'utf8') {
    if (/^application\/(?:[a-z0-9.+-]{1,100}\+)?json$/i.test(type)) return 'json';
    if (/^application\/x-www-form-urlencoded$/i.test(type)) return 'form';
  }
  throw new Problem('unsupported_media_type', {
    detail: 'Send the body as JSON or application/x-www-form-urlencoded, in UTF-8.',
  });
}
