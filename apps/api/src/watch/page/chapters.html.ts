import { html, type Html } from './html.js';
import type { WatchPage } from './watch-page.js';

const two = (value: number) => String(value).padStart(2, '0');

/** Clock text of a moment, such as `1:05` or `1:02:03`. @param atMs milliseconds */
export function clockOf(atMs: number): string {
  const whole = Math.floor(atMs / 1000);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** Marks on the position bar, where chapters begin; the list below says the same in words. */
export function chapterMarksHtml({ chapters, durationMs }: WatchPage): Html | false {
  const inside = chapters.filter(({ atMs }) => atMs > 0 && durationMs !== null && atMs < durationMs);
  if (inside.length === 0) return false;
  const left = (atMs: number) => ((100 * atMs) / (durationMs ?? 1)).toFixed(2);
  return html`<div class="marks" aria-hidden="true">
    ${inside.map(({ atMs }) => html`<i style="left:${left(atMs)}%"></i>`)}
  </div>`;
}

/** The chapters as a list: plain text without script, which makes each a way to its moment. */
export function chaptersHtml({ chapters, isPlayable }: WatchPage): Html | false {
  if (chapters.length === 0 || !isPlayable) return false;
  return html`<nav aria-label="Chapters">
    <ol id="chapters">
      ${chapters.map(
        ({ atMs, title }) =>
          html`<li>
            <a data-at="${atMs}"><span>${clockOf(atMs)}</span>${title}</a>
          </li>`,
      )}
    </ol>
  </nav>`;
}
