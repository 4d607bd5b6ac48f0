import { weeklySentence } from './weekly-words.js';

it.each([
  [12, 8, '12 views by people: 50% more than the 8 of the week before.'],
  [1, 4, '1 view by people: 75% fewer than the 4 of the week before.'],
  [0, 4, '0 views by people: 100% fewer than the 4 of the week before.'],
  [3, 3, '3 views by people, as many as in the week before.'],
  [1200, 0, '1,200 views by people; none in the week before.'],
  [0, 0, 'Nobody watched, nor in the week before; 1 link was sent.'],
])('%i views after %i: %s', (views, before, sentence) =>
  expect(weeklySentence({ views, sent: 1 }, { views: before })).toBe(sentence),
);
