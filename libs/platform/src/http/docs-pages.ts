import { PROBLEMS } from '../problems/problem-catalogue';

export const docsPage = (title: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="stylesheet" href="/docs/page.css">
</head>
<body>
<div id="docs"></div>
<noscript>This page needs JavaScript; the same as data: <a href="/openapi.json">/openapi.json</a></noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/init.js"></script>
</body>
</html>
`;

/** Nothing typed into the page is kept in the browser, and no outside validator is asked. */
export const docsInitScript = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  persistAuthorization: false,
  validatorUrl: null,
});
`;

export const docsStyle = `body { margin: 0; font-family: system-ui, sans-serif; }
main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.8rem; border-bottom: 1px solid #ddd; }
tr:target { background: #fff3c4; }
`;

export const problemsPage = (): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Problems</title>
<link rel="stylesheet" href="/docs/page.css">
</head>
<body>
<main>
<h1>Problems</h1>
<p>Every error is <code>application/problem+json</code>; its <code>classifier</code> is one of these.</p>
<table>
<thead><tr><th>Classifier</th><th>Status</th><th>Meaning</th></tr></thead>
<tbody>
${Object.entries(PROBLEMS).map(problemRow).join('\n')}
</tbody>
</table>
</main>
</body>
</html>
`;

const problemRow = ([classifier, { status, title, detail }]: [
  string,
  (typeof PROBLEMS)[keyof typeof PROBLEMS],
]): string =>
  `<tr id="${classifier}"><td><code>${classifier}</code></td><td>${status}</td><td>${escapeHtml(title)}. ${escapeHtml(detail)}</td></tr>`;

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
