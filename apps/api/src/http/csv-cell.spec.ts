import * as fc from 'fast-check';
import { guardCell, unguardCell } from './csv-cell.js';

const harmful = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(' ', '\t', '\r', '\n', '\0', '\u000b', '\u007f'), maxLength: 5 }),
    fc.constantFrom('=', '+', '-', '@'),
    fc.string(),
  )
  .map((parts) => parts.join(''));

describe('guardCell', () => {
  test.each(['=1+1', ' =1', '\t\u0000@SUM(A1)', '-2', '+43 1 234', '\tx', '\rx', '  \t'])(
    'guards %j',
    (cell) => expect(guardCell(cell)).toBe(`'${cell}`),
  );

  test.each(['', 'Jane', 'a=b', 'jane@acme.example', `'quoted'`, 'Ω = 1'])('leaves %j', (cell) =>
    expect(guardCell(cell)).toBe(cell),
  );

  test('no guarded cell begins as a formula', () =>
    fc.assert(fc.property(harmful, (cell) => expect(guardCell(cell)).toBe(`'${cell}`))));

  test('what is exported comes back as it was', () =>
    fc.assert(
      fc.property(fc.oneof(harmful, fc.string()), (cell) => {
        fc.pre(!cell.startsWith(`'`));
        expect(unguardCell(guardCell(cell))).toBe(cell);
      }),
    ));
});
