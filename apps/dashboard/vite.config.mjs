import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8'));
const domain = '@latchkey/accounts-domain';

/** Nothing is drawn before the script runs: it knows the theme. */
const beforeDrawing = {
  name: 'before-drawing',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace('<script type="module"', '<script blocking="render" type="module"'),
  },
};

/** The pages' policy allows nothing inline and no data: URLs, so every asset is a file of its own. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), beforeDrawing],
  resolve: { alias: { [domain]: join(root, compilerOptions.paths[domain][0]) } },
  build: {
    outDir: join(root, 'dist/apps/dashboard'),
    target: 'es2024',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    license: false,
    // What React and the libraries warn of: directives that mean something on a server only.
    rolldownOptions: { onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning) },
  },
});
