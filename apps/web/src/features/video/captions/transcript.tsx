import { type CaptionCue, type Kept, toPlayedCues, wordsOfCue } from '@app/contracts';
import { Mark, Text, UnstyledButton } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { formatDuration } from '../../../shared/format';
import { SearchInput } from '../../../shared/ui/search-input';
import { type Playhead, usePosition } from '../player/playhead';
import classes from './captions.module.css';
import { captionsTexts } from './captions.texts';
import { cueAt } from './cue-edits';
import { partsOf, searchCues } from './search-cues';

interface TranscriptProps {
  /** Source time. */
  cues: readonly CaptionCue[];
  kept: Kept;
  language: string;
  playhead: Playhead;
}

/** What is said, line by line: searched, and played from where a line is pressed. */
export function Transcript({ cues, kept, language, playhead }: TranscriptProps) {
  const [search, setSearch] = useState('');
  const played = useMemo(() => toPlayedCues(cues, kept), [cues, kept]);
  const found = useMemo(() => searchCues(played, search), [played, search]);
  const current = usePosition(playhead, (positionMs) => cueAt(played, positionMs));
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const place = list.current;
    const line = current && place?.querySelector('[aria-current]')?.parentElement;
    // Nothing is moved under the hand of somebody who reads elsewhere.
    if (!line || place.matches(':hover, :focus-within')) return;
    place.scrollTop = line.offsetTop - place.offsetTop - place.clientHeight / 3;
  }, [current]);
  return (
    <div>
      <SearchInput label={captionsTexts.search} value={search} onChange={setSearch} />
      <Text size="sm" c="dimmed" component="output" display="block" mt={4}>
        {search && (found.length > 0 ? captionsTexts.found(found.length) : captionsTexts.noneFound)}
      </Text>
      <ol className={classes.transcript} lang={language} ref={list}>
        {found.map((cue) => (
          <li key={`${cue.fromMs}-${cue.toMs}-${cue.text}`}>
            <UnstyledButton
              className={classes.line}
              aria-current={cue === current ? 'true' : undefined}
              onClick={() => playhead.seek(cue.fromMs)}
            >
              <span className={classes.at}>{formatDuration(cue.fromMs)}</span>
              <span dir="auto">
                {partsOf(wordsOfCue(cue.text), search).map(({ text, isFound }, index) =>
                  isFound ? <Mark key={index}>{text}</Mark> : text,
                )}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </div>
  );
}
