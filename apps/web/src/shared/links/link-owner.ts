import type { Link } from '@app/contracts';
import { personName } from '../person-name';
import { linksTexts } from './links.texts';

/** Whom a link was made for, as a name. */
export function linkOwner(link: Pick<Link, 'prospect'>): string {
  return link.prospect ? personName(link.prospect) : linksTexts.anyone;
}
