// `npm run readme:settings` puts the table of environment variables into the README.
import { readFileSync, writeFileSync } from 'node:fs';
import { settingsTable } from '../src/settings-table.ts';

const readme = readFileSync('README.md', 'utf8');
const between = /(<!-- settings -->\n)[\s\S]*?(<!-- \/settings -->)/;
writeFileSync(
  'README.md',
  readme.replace(between, (_, before, after) => before + settingsTable() + '\n' + after),
);
