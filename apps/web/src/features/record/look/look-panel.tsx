import { SegmentedControl, Stack, Switch, Text, VisuallyHidden } from '@mantine/core';
import {
  bubbleShapes,
  bubbleSizes,
  type BubbleShape,
  type BubbleSize,
  type Look,
} from '../../../recorder/look';
import type { BlurState } from '../../../recorder/blur/soft-camera';
import { lookTexts } from './look.texts';

const shapes = bubbleShapes.map((value) => ({ value, label: lookTexts.shapes[value] }));
const sizes = bubbleSizes.map((value) => ({
  value,
  label: (
    <>
      <span aria-hidden>{lookTexts.sizeMarks[value]}</span>
      <VisuallyHidden>{lookTexts.sizes[value]}</VisuallyHidden>
    </>
  ),
}));

interface LookPanelProps {
  look: Look;
  onChange: (look: Look) => void;
  blur: BlurState;
  /** Whether the camera stands over a screen, so that it has a shape and a size. */
  hasBubble: boolean;
}

/** How the camera stands in the picture; everything may be changed while recording. */
export function LookPanel({ look, onChange, blur, hasBubble }: LookPanelProps) {
  return (
    <Stack gap="md">
      {hasBubble && (
        <>
          <SegmentedControl
            fullWidth
            aria-label={lookTexts.shape}
            data={shapes}
            value={look.shape}
            onChange={(shape) => onChange({ ...look, shape: shape as BubbleShape })}
          />
          <SegmentedControl
            fullWidth
            aria-label={lookTexts.size}
            data={sizes}
            value={look.size}
            onChange={(size) => onChange({ ...look, size: size as BubbleSize })}
          />
          <Text size="sm" c="dimmed">
            {lookTexts.hint}
          </Text>
        </>
      )}
      <Switch
        label={lookTexts.soft}
        description={blur === 'loading' ? lookTexts.softLoading : lookTexts.softHint}
        error={blur === 'broken' && lookTexts.softBroken}
        checked={look.isBackgroundSoft}
        onChange={(event) => onChange({ ...look, isBackgroundSoft: event.currentTarget.checked })}
      />
      <Switch
        label={lookTexts.mirror}
        description={lookTexts.mirrorHint}
        checked={look.isMirrored}
        onChange={(event) => onChange({ ...look, isMirrored: event.currentTarget.checked })}
      />
    </Stack>
  );
}
