import { languageName, languageTagSchema } from '@app/contracts';

const common =
  'ar bg bn ca cs da de el en en-GB en-US es es-419 et fa fi fr fr-CA he hi hr hu id it ja ko lt lv ms nl no pl pt pt-BR ro ru sk sl sr sv sw ta th tr uk ur vi zh-Hans zh-Hant';

/** Languages to choose from, by the names that their speakers use. */
export const languageOptions = common
  .split(' ')
  .map((value) => ({ value, label: `${languageName(value)} (${value})` }));

/** The language of a browser as one that can be chosen: `de-CH` becomes `de`. */
export function ownLanguage(browser = navigator.language): string {
  const values = languageOptions.map(({ value }) => value);
  const short = browser.split('-')[0] ?? 'en';
  return [browser, short].find((tag) => values.includes(tag)) ?? 'en';
}

/** The language that a file's name tells, as in `tour.pt-BR.srt`; the browser's where it tells none. */
export function languageOfFile(fileName: string): string {
  const told = /[._-]([a-z]{2,3}(?:-[a-z\d]{2,8})*)\.(?:vtt|srt)$/i.exec(fileName)?.[1];
  const tag = languageTagSchema.safeParse(told);
  return tag.success && languageOptions.some(({ value }) => value === tag.data) ? tag.data : ownLanguage();
}
