import { bindMergeTags, mergeFieldsOf } from '@app/contracts';
import { countWords, pace, readingMs } from './script-pace';
import { scriptTemplates } from './script-templates';

const jane = {
  firstName: 'Jane',
  lastName: 'Doe',
  company: 'Globex',
  email: 'jane@globex.example',
  fields: {},
};

describe.each(scriptTemplates)('the script “$name”', ({ text }) => {
  it('greets the prospect and names the company', () => {
    const read = bindMergeTags(text, mergeFieldsOf(jane));
    expect(read).toMatch(/^Hi Jane,/);
    expect(read).toContain('Globex');
  });

  it('reads well when nothing is known of the prospect', () => {
    const read = bindMergeTags(text, mergeFieldsOf(null));
    expect(read).toMatch(/^Hi there,/);
    expect(read).not.toMatch(/[{}]| {2}| [,.]/);
  });

  it('is short enough to be watched', () => {
    expect(readingMs(countWords(text), pace.usual)).toBeLessThan(75_000);
  });
});

it('every script has a name and an address of its own', () => {
  for (const key of ['id', 'name'] as const)
    expect(new Set(scriptTemplates.map((script) => script[key])).size).toBe(scriptTemplates.length);
  expect(scriptTemplates).toHaveLength(5);
});
