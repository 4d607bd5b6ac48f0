import { settings } from './settings.js';

const cell = (text: string) => text.replaceAll('|', '\\|');

/** The README's table of environment variables, in Markdown; a test compares it with the README. */
export function settingsTable(): string {
  const rows = Object.entries(settings).map(
    ([name, { fallback, about }]) =>
      `| \`${name}\` | ${fallback ? `\`${fallback}\`` : ''} | ${cell(about)} |`,
  );
  return ['| variable | default | what it does |', '|---|---|---|', ...rows].join('\n');
}
