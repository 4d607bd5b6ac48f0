import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/** What a person should do about a field that does not fit; undefined leaves the schema's own words. */
export function describeField(issue: Issue): string | undefined {
  const isText = !('origin' in issue) || issue.origin === 'string';
  if (issue.code === 'invalid_type') return 'Fill this in.';
  if (issue.code === 'invalid_format' && issue.format === 'email')
    return 'Write a whole mail address, such as jane@acme.example.';
  if (issue.code === 'invalid_value') return 'Choose one of the options.';
  if (issue.code === 'too_small') {
    if (issue.minimum === 1) return isText ? 'Fill this in.' : 'Choose at least one.';
    return isText ? `Use at least ${issue.minimum} characters.` : `Use ${issue.minimum} or more.`;
  }
  if (issue.code === 'too_big')
    return isText ? `Use at most ${issue.maximum} characters.` : `Use ${issue.maximum} or less.`;
  return undefined;
}

/** Makes every form of the app speak so; what a schema says in its own words stays. */
export function speakPlainly(): void {
  z.config({ customError: describeField });
}
