import { array, assert, property, string } from 'fast-check';
import { rejectedCsv, splitRecords } from './rejected-csv';

const csv = 'email,firstName\r\njane@acme.test,Jane\r\nnot-an-address,"Jo\nAnn"\r\n\r\nmax@acme.test,Max\r\n';

describe('rejectedCsv', () => {
  it('gives back the rejected rows as they came, with the reason', () => {
    const rejected = [{ row: 2, code: 'invalid-request', message: 'The mail address is "wrong".' }];
    expect(rejectedCsv(csv, rejected)).toBe(
      'email,firstName,error\r\nnot-an-address,"Jo\nAnn","The mail address is ""wrong""."\r\n',
    );
  });

  it('counts lines of data from 1, past quoted breaks and empty lines', () => {
    expect(rejectedCsv(csv, [{ row: 3, code: 'x', message: 'y' }])).toContain('max@acme.test,Max,"y"');
  });

  it('keeps the separator of the file', () => {
    expect(rejectedCsv('email;name\na;b\n', [{ row: 1, code: 'x', message: 'y' }])).toBe(
      'email;name;error\r\na;b;"y"\r\n',
    );
  });

  it('never lets a message run as a formula', () => {
    expect(rejectedCsv('email\na\n', [{ row: 1, code: 'x', message: '=1+1' }])).toContain(`"'=1+1"`);
  });
});

it('splits what was joined, whatever the quoted fields hold', () => {
  const field = string().map((text) => `"${text.replaceAll('"', '""')}"`);
  assert(
    property(array(array(field, { minLength: 1, maxLength: 4 }), { minLength: 1 }), (rows) => {
      const records = rows.map((row) => row.join(','));
      expect(splitRecords(records.join('\r\n'))).toEqual(records);
    }),
  );
});
