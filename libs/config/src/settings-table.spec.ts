import { readFileSync } from 'node:fs';
import { settingsTable } from './settings-table.js';

it('stands in the README as it is in the code (npm run readme:settings writes it)', () => {
  expect(readFileSync('README.md', 'utf8')).toContain(settingsTable());
});
