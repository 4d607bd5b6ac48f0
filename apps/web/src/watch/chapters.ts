import type { Player } from './player.js';

/** Seconds of the clock. */
const startOf = (chapter: HTMLAnchorElement) => Number(chapter.dataset['at']) / 1000;

/** Makes every chapter a way to its moment, and marks the one that plays. */
export function bindChapters(player: Player): void {
  const chapters = [...document.querySelectorAll<HTMLAnchorElement>('#chapters a')];
  for (const chapter of chapters) {
    chapter.href = `#t=${startOf(chapter)}`;
    chapter.addEventListener('click', (event) => {
      event.preventDefault();
      player.seek(startOf(chapter));
      player.play();
    });
  }
  player.onTime((seconds) => {
    const current = chapters.findLast((chapter) => startOf(chapter) <= seconds + 0.05);
    for (const chapter of chapters)
      if (chapter === current) chapter.setAttribute('aria-current', 'true');
      else chapter.removeAttribute('aria-current');
  });
}
