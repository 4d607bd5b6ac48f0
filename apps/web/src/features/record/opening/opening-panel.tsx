import { NativeSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { paintCard, type Card } from '../../../recorder/card-image';
import type { Size } from '../../../recorder/layout';
import { openingKinds, openingSeconds, type Opening } from './opening-store';
import classes from './opening.module.css';
import { openingTexts } from './opening.texts';
import type { OpeningControl } from './use-opening';

const kinds = openingKinds.map((value) => ({ value, label: openingTexts.kinds[value] }));
const lengths = openingSeconds.map((seconds) => ({
  value: String(seconds),
  label: openingTexts.secondsOf(seconds),
}));
const previewSize: Size = { width: 640, height: 360 };

/** Chooses the card that opens the recording, and shows it. */
export function OpeningPanel({ control: { opening, change, card } }: { control: OpeningControl }) {
  const missing = opening.kind === 'title' ? openingTexts.noText : openingTexts.noProspect;
  return (
    <Stack gap="md">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={openingTexts.kind}
        data={kinds}
        value={opening.kind}
        onChange={(kind) => change({ kind: kind as Opening['kind'] })}
      />
      {opening.kind === 'title' && (
        <TextInput
          label={openingTexts.text}
          placeholder={openingTexts.textPlaceholder}
          maxLength={200}
          dir="auto"
          value={opening.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
      )}
      {opening.kind !== 'none' && (
        <>
          <NativeSelect
            label={openingTexts.seconds}
            data={lengths}
            value={String(opening.seconds)}
            onChange={(event) => change({ seconds: Number(event.currentTarget.value) })}
          />
          {card && <CardPreview card={card} />}
          <Text size="sm" c="dimmed">
            {card ? openingTexts.hint : missing}
          </Text>
        </>
      )}
    </Stack>
  );
}

function CardPreview({ card }: { card: Card }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) void paintCard(canvas.current, card, previewSize);
  }, [card]);
  return (
    <canvas ref={canvas} className={classes.card}>
      {openingTexts.preview(card.text)}
    </canvas>
  );
}
