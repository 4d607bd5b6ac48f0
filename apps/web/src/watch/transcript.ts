import { clock } from './clock.js';

/** One thing said: where it begins in the video, and its line on the page. */
interface Line {
  fromSeconds: number;
  toSeconds: number;
  words: string;
  item: HTMLLIElement;
  text: HTMLElement;
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  values: Readonly<Record<string, string | boolean>> = {},
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  Object.assign(made, values);
  return made;
}

/** Waits until the browser has read the captions of a track. @throws Error when it cannot */
function untilRead(video: HTMLVideoElement, track: TextTrack): Promise<void> {
  if (track.mode === 'disabled') track.mode = 'hidden';
  const source = [...video.querySelectorAll('track')].find((each) => each.track === track);
  return new Promise((resolve, reject) => {
    if (!source || source.readyState === 2) return resolve();
    source.addEventListener('load', () => resolve());
    source.addEventListener('error', () => reject(new Error('The captions did not arrive.')));
    if (source.readyState === 3) reject(new Error('The captions did not arrive.'));
  });
}

function lineOf(cue: VTTCue, seek: (seconds: number) => void): Line {
  const words = (cue.getCueAsHTML().textContent ?? '').replace(/\s+/g, ' ').trim();
  const text = make('span', { dir: 'auto', textContent: words });
  const button = make('button', { type: 'button' });
  button.append(make('time', { textContent: clock(cue.startTime) }), text);
  button.addEventListener('click', () => seek(cue.startTime));
  const item = make('li');
  item.append(button);
  return { fromSeconds: cue.startTime, toSeconds: cue.endTime, words, item, text };
}

/** Letters alone: capitals and accents make no difference to somebody who searches. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Puts `<mark>` around what was found. Folding may change lengths; then the line is shown as it is. */
function mark({ text, words }: Line, wanted: string): void {
  const at = wanted === '' ? -1 : plain(words).indexOf(wanted);
  if (at < 0 || plain(words).length !== words.length) return text.replaceChildren(words);
  const end = at + wanted.length;
  text.replaceChildren(
    words.slice(0, at),
    make('mark', { textContent: words.slice(at, end) }),
    words.slice(end),
  );
}

/** What is in the transcript's card: search, jump, and the line that is being said. Loaded when it is unfolded. */
export async function openTranscript(
  video: HTMLVideoElement,
  tracks: readonly TextTrack[],
  place: HTMLElement,
  seek: (seconds: number) => void,
): Promise<void> {
  const search = make('input', { type: 'search', placeholder: 'Search in the transcript' });
  search.setAttribute('aria-label', search.placeholder);
  const found = make('output');
  const list = make('ol', { className: 'lines' });
  const languages = make('select', { hidden: tracks.length < 2 });
  languages.setAttribute('aria-label', 'Language of the transcript');
  languages.append(
    ...tracks.map(({ label, language }) => make('option', { textContent: label, lang: language })),
  );
  let lines: Line[] = [];

  const filter = () => {
    const wanted = plain(search.value.trim());
    for (const line of lines) {
      line.item.hidden = !plain(line.words).includes(wanted);
      mark(line, wanted);
    }
    const count = lines.filter(({ item }) => !item.hidden).length;
    found.textContent = wanted === '' ? '' : count === 1 ? '1 line' : `${count} lines`;
  };
  const follow = () => {
    const now = video.currentTime;
    const said = lines.findLast(({ fromSeconds }) => fromSeconds <= now + 0.05);
    for (const { item } of lines) item.ariaCurrent = item === said?.item ? 'true' : null;
    if (!said || video.paused || list.matches(':hover, :focus-within')) return;
    list.scrollTop = said.item.offsetTop - list.offsetTop - list.clientHeight / 3;
  };
  const load = async () => {
    const track = tracks[languages.selectedIndex] ?? tracks[0];
    if (!track) return;
    await untilRead(video, track);
    list.lang = track.language;
    lines = [...(track.cues ?? [])].map((cue) => lineOf(cue as VTTCue, seek));
    list.replaceChildren(...lines.map(({ item }) => item));
    filter();
    follow();
  };

  languages.addEventListener('change', () => void load());
  search.addEventListener('input', filter);
  search.addEventListener('keydown', (event) => {
    const first = lines.find(({ item }) => !item.hidden);
    if (event.key === 'Enter' && first) seek(first.fromSeconds);
  });
  video.addEventListener('timeupdate', follow);
  await load();
  const bar = make('div', { className: 'transcript-bar' });
  bar.append(search, languages, found);
  place.replaceChildren(bar, list);
  for (const name of ['tabindex', 'role', 'aria-label']) place.removeAttribute(name);
}
