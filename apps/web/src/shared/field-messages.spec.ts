import { callToActionSchema, createApiKeySchema, signUpSchema } from '@app/contracts';
import { z } from 'zod';
import { speakPlainly } from './field-messages';

const before = z.config().customError;
beforeAll(speakPlainly);
afterAll(() => z.config({ customError: before }));

const messagesOf = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ path, message }) => [path.join('.'), message]);

test('an empty form says what to do in every field', () => {
  expect(
    messagesOf(signUpSchema, { workspaceName: '', name: ' ', email: 'jane', password: 'short' }),
  ).toEqual([
    ['workspaceName', 'Fill this in.'],
    ['name', 'Fill this in.'],
    ['email', 'Write a whole mail address, such as jane@acme.example.'],
    ['password', 'Use at least 10 characters.'],
  ]);
});

test('what is too much or not chosen is said as well', () => {
  expect(messagesOf(createApiKeySchema, { name: 'x'.repeat(81), scopes: [] })).toEqual([
    ['name', 'Use at most 80 characters.'],
    ['scopes', 'Choose at least one.'],
  ]);
});

test('a schema’s own words stay', () => {
  expect(messagesOf(callToActionSchema, { kind: 'url', label: 'Go', target: 'nowhere' })?.[0]?.[1]).toMatch(
    /^The target does not fit/,
  );
});
