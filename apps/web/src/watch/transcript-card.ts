import { element } from './page-facts.js';
import type { Player } from './player.js';

/** Where the style puts the transcript beside the player. */
const isWide = matchMedia('(min-width: 1100px)');

/** After the page and the beginning of the video have arrived: nothing that is only read may hold up what plays. */
const untilLoaded = () =>
  new Promise<unknown>((resolve) => {
    if (document.readyState === 'complete') resolve(null);
    else addEventListener('load', resolve, { once: true });
  });

/**
 * The card of the transcript: unfolded beside the player in a wide window, folded below it in others. Its own script is
 * asked for when it is unfolded; without a network the viewer tries again by folding it.
 */
export function bindTranscript(tracks: readonly TextTrack[], player: Player): void {
  const card = document.getElementById('transcript') as HTMLDetailsElement | null;
  if (!card) return;
  let isOpened = false;
  const fold = () => {
    const page = card.closest('main');
    page?.classList.toggle('is-beside', card.open);
    page?.classList.toggle('is-folded', !card.open);
  };
  card.addEventListener('toggle', () => {
    fold();
    if (isOpened || !card.open) return;
    isOpened = true;
    void untilLoaded()
      .then(() => import('./transcript.js'))
      .then(({ openTranscript }) =>
        openTranscript(element('video'), tracks, element('transcript-lines'), (seconds) =>
          player.playFrom(seconds),
        ),
      )
      .catch(() => (isOpened = false));
  });
  card.open = isWide.matches;
  fold();
}
