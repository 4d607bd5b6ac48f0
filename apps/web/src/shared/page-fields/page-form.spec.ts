import type { Page } from '@app/contracts';
import { blankAction, pageFormOf, pageFormSchema } from './page-form';

const full: Page = {
  headline: 'For {{firstName|you}}',
  message: 'Hello',
  thumbnailText: 'Hi {{firstName}}',
  theme: { accentColor: '#aa3300' },
  callsToAction: [
    { kind: 'booking', label: 'Book', target: 'https://example.com/book', showAtMs: 12_500 },
    { kind: 'phone', label: 'Call', target: '+49 30 1234567', showAtMs: null },
  ],
};

it('gives an existing page back as it was', () => {
  expect(pageFormSchema.parse(pageFormOf(full))).toEqual(full);
});

it('leaves out blank buttons, and takes what is blank for the usual', () => {
  const form = pageFormOf();
  expect(form.callsToAction).toEqual([blankAction()]);
  expect(pageFormSchema.parse(form)).toEqual({
    headline: '',
    message: '',
    thumbnailText: null,
    theme: { accentColor: null },
    callsToAction: [],
  });
});

it('refuses a half-filled button and a colour that is none, at the field', () => {
  const form = {
    ...pageFormOf(full),
    theme: { accentColor: '#12' },
    callsToAction: [{ ...blankAction(), label: 'Offer' }],
  };
  const paths = pageFormSchema.safeParse(form).error?.issues.map(({ path }) => path.join('.'));
  expect(paths).toEqual(expect.arrayContaining(['theme.accentColor', 'callsToAction.0.target']));
});
