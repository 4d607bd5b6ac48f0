import { byPreference } from './language-preference.js';

const items = ['en', 'de', 'pt-BR'].map((language) => ({ language }));
const sorted = (accepted?: string) => byPreference(items, accepted).map(({ language }) => language);

test.each([
  [undefined, ['en', 'de', 'pt-BR']],
  ['de', ['de', 'en', 'pt-BR']],
  ['de-CH,de;q=0.9,en;q=0.5', ['de', 'en', 'pt-BR']],
  ['en;q=0.1, pt-PT;q=0.8', ['pt-BR', 'en', 'de']],
  ['pt-br', ['pt-BR', 'en', 'de']],
  ['de;q=0, *;q=0.5', ['en', 'de', 'pt-BR']],
  [';;;,q=,=', ['en', 'de', 'pt-BR']],
])('%s', (accepted, order) => expect(sorted(accepted)).toEqual(order));
