import { type Page, type Snippet, bindMergeTags, mergeFieldsOf } from '@app/contracts';
import type { Prospect } from '@app/database';
import { addressesOf } from './link.presenter.js';

/** What a snippet is made of. */
export interface SnippetSource {
  slug: string;
  videoTitle: string;
  page: Page;
  prospect: Prospect | null;
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML, in an attribute too. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => escapes[char]!);

/**
 * What a rep pastes into a mail: a linked preview picture with alternative text and a linked line below, and the same as
 * plain text. No table and no style sheet, so every mail client keeps it; every address is absolute.
 * @param origin e.g. `https://video.example.com`
 */
export function makeSnippet({ slug, videoTitle, page, prospect }: SnippetSource, origin: string): Snippet {
  const fields = mergeFieldsOf(prospect);
  const { url, previewUrl } = addressesOf(slug, origin);
  const bound = bindMergeTags(page.thumbnailText || page.headline || videoTitle, fields);
  const title = bound.replace(/\s+/g, ' ').trim() || videoTitle;
  const [href, src, label] = [url, previewUrl, title].map(escapeHtml);
  const html =
    `<p><a href="${href}"><img src="${src}" width="480" alt="Play video: ${label}" ` +
    `style="display:block;max-width:100%;height:auto;border:0"></a></p>` +
    `<p><a href="${href}">&#9654; ${label}</a></p>`;
  return { html, text: `${title}\n${url}` };
}
