import * as fc from 'fast-check';
import { bindAddress, bindMergeTags, mergeFieldsOf } from './merge-tags.js';

const jane = {
  firstName: 'Jane',
  lastName: null,
  company: ' Acme ',
  email: 'jane@acme.example',
  fields: { 'Job title': 'CTO', __proto__x: 'p', lastname: 'Free' },
};
const bind = (text: string) => bindMergeTags(text, mergeFieldsOf(jane));
const withoutBraces = fc.string().map((text) => text.replace(/[{}|]/g, ''));

describe('bindMergeTags', () => {
  test.each([
    ['Hi {{firstName|there}}!', 'Hi Jane!'],
    ['Hi {{ FIRSTNAME }}', 'Hi Jane'],
    ['{{company}} {{job_title}} {{jobTitle}}', 'Acme CTO CTO'],
    ['{{unknown|friend}} and {{unknown}}.', 'friend and .'],
    ['{{lastName|x}}', 'Free'],
    ['{{constructor|no}} {{toString|no}}', 'no no'],
    ['{{{firstName}}}', '{Jane}'],
    ['{{firstName', '{{firstName'],
    ['{{|only fallback}}', 'only fallback'],
  ])('%s → %s', (text, expected) => expect(bind(text)).toBe(expected));

  test('a link without a prospect shows the fallbacks', () => {
    expect(bindMergeTags('Hi {{firstName|there}}', mergeFieldsOf(null))).toBe('Hi there');
  });

  test('text without tags stays as it is', () =>
    fc.assert(fc.property(withoutBraces, (text) => expect(bind(text)).toBe(text))));

  test('a value is put in as it is, never bound again', () =>
    fc.assert(
      fc.property(fc.string(), (value) => {
        const fields = mergeFieldsOf({ ...jane, firstName: value });
        const expected = value.trim() || 'fallback';
        expect(bindMergeTags('<{{firstName|fallback}}>', fields)).toBe(`<${expected}>`);
      }),
    ));

  test('an unknown tag becomes its trimmed fallback', () =>
    fc.assert(
      fc.property(withoutBraces, (fallback) => {
        expect(bindMergeTags(`{{nobody knows|${fallback}}}`, new Map())).toBe(fallback.trim());
      }),
    ));

  test('takes linear time on hostile text', () => {
    const hostile = '{{'.repeat(50_000) + 'a'.repeat(50_000);
    expect(bind(hostile)).toHaveLength(hostile.length);
  });
});

describe('bindAddress', () => {
  const target = 'https://booking.example/?name={{firstName|you}}&mail={{email}}';

  test('puts values in percent-encoded', () =>
    expect(bindAddress(target, mergeFieldsOf({ ...jane, firstName: 'J & B', email: 'j@b.example' }))).toBe(
      'https://booking.example/?name=J%20%26%20B&mail=j%40b.example',
    ));

  test('no value changes where it leads', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (firstName) => {
        const address = new URL(
          bindAddress(`https://booking.example/{{firstName|x}}?a`, mergeFieldsOf({ ...jane, firstName })),
        );
        expect([address.host, address.search]).toEqual(['booking.example', '?a']);
      }),
    ));
});
