import { type CaptionCue, wordsOfCue } from '@app/contracts';
import { documentOf, type WatchAssets } from './document.js';
import { html, type Html } from './html.js';
import { defaultAccentColor as accentColor, type WatchPage } from './watch-page.js';

/** Most characters that are put into the page itself: the page has a budget before it plays. */
const maxInlineCharacters = 3_000;

const two = (value: number) => String(value).padStart(2, '0');

/** `0:05`, `1:02:03` */
function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function linesHtml(cues: readonly CaptionCue[], language: string): Html {
  return html`<ol class="lines" lang="${language}">
    ${cues.map(
      ({ fromMs, text }) =>
        html`<li><time>${clock(fromMs)}</time><span dir="auto">${wordsOfCue(text)}</span></li>`,
    )}
  </ol>`;
}

/**
 * What is said, folded: below the player, or beside it in a wide window, where the script unfolds it. A short one is in
 * the page; a long one is a page of its own for those without script, and is fetched by the others when it is unfolded.
 */
export function transcriptHtml({ captions, slug, query }: WatchPage): Html | false {
  const [first] = captions;
  if (!first) return false;
  const { cues, language } = first;
  const sizes = cues?.map(({ text }) => text.length + 40) ?? [Infinity];
  const isInline = sizes.reduce((sum, size) => sum + size, 0) <= maxInlineCharacters;
  const address = `/w/${slug}/transcript${query ? `${query}&` : '?'}language=${language}`;
  return html`<details class="card" id="transcript">
    <summary>Transcript</summary>
    <div id="transcript-lines" tabindex="0" role="group" aria-label="What is said">
      ${cues && isInline ? linesHtml(cues, language) : html`<a href="${address}">Read the transcript</a>`}
    </div>
  </details>`;
}

/** The transcript as a page of its own. */
export function renderTranscriptPage(
  { cues, language, title }: { cues: readonly CaptionCue[]; language: string; title: string },
  assets: WatchAssets,
): string {
  const body = html`<main>
    <h1>${title}</h1>
    <section class="card" aria-label="Transcript">${linesHtml(cues, language)}</section>
  </main>`;
  return documentOf({ title: `Transcript: ${title}`, body, accentColor, assets, hasScript: false });
}
