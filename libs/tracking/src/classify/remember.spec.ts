import * as fc from 'fast-check';
import { remember } from './remember.js';

it('answers as the function does, in any order, and asks it once while it remembers', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'bb', 'ccc', 'dddd')), (texts) => {
      const asked: string[] = [];
      const lengthOf = remember(4, (text) => {
        asked.push(text);
        return text === 'bb' ? undefined : text.length;
      });
      expect(texts.map(lengthOf)).toEqual(texts.map((text) => (text === 'bb' ? undefined : text.length)));
      expect(asked).toEqual([...new Set(texts)]);
    }),
  );
});

it('keeps no more than it may', () => {
  let asked = 0;
  const echo = remember(2, (text) => {
    asked += 1;
    return text;
  });
  expect(['a', 'b', 'c', 'c', 'b', 'a'].map(echo)).toEqual(['a', 'b', 'c', 'c', 'b', 'a']);
  expect(asked).toBe(4);
});
