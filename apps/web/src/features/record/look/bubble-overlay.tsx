import { VisuallyHidden } from '@mantine/core';
import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { BrowserSession } from '../../../recorder/create-recorder-session';
import { bubblePlaceAt, bubbleRectangle, type Rectangle, type Size } from '../../../recorder/layout';
import { moveBubble, type BubblePlace, type Look } from '../../../recorder/look';
import { nextCorner, snapBubble, stepBubble } from './bubble-steps';
import classes from './look.module.css';
import { lookTexts } from './look.texts';
import type { LookControl } from './use-look';

interface BubbleHandleProps {
  picture: Size;
  look: Look;
  onChange: (look: Look) => void;
}

/** Lies over the camera picture on the preview: drag it, or move it by keys. It is not in the recording itself. */
export function BubbleOverlay({
  session,
  control,
}: {
  session: BrowserSession | null;
  control: LookControl;
}) {
  const { look, change, hasBoth } = control;
  if (!session || !hasBoth || look.isCameraFull) return null;
  return <BubbleHandle picture={session.stage.picture} look={look} onChange={change} />;
}

function BubbleHandle({ picture, look, onChange }: BubbleHandleProps) {
  const keysId = useId();
  const [said, setSaid] = useState('');
  const { area, handlers } = useDrag({ picture, look, onChange }, ({ x, y }) =>
    setSaid(lookTexts.place(x, y)),
  );
  const { place } = look;
  return (
    <div ref={area} className={classes.area} style={{ aspectRatio: `${picture.width} / ${picture.height}` }}>
      <button
        type="button"
        className={classes.handle}
        data-shape={look.shape}
        aria-label={lookTexts.bubble(place.x, place.y)}
        aria-describedby={keysId}
        style={sharesOf(bubbleRectangle(look, picture), picture)}
        {...handlers}
      />
      <VisuallyHidden id={keysId}>{lookTexts.bubbleKeys}</VisuallyHidden>
      <VisuallyHidden component="output">{said}</VisuallyHidden>
    </div>
  );
}

const share = (part: number, whole: number) => `${(100 * part) / whole}%`;

function sharesOf({ x, y, width, height }: Rectangle, picture: Size) {
  return {
    left: share(x, picture.width),
    top: share(y, picture.height),
    width: share(width, picture.width),
    height: share(height, picture.height),
  };
}

/** Pointer and keys. @param onSettle told where the bubble came to rest */
function useDrag({ picture, look, onChange }: BubbleHandleProps, onSettle: (place: BubblePlace) => void) {
  const area = useRef<HTMLDivElement>(null);
  /** From the pointer to the bubble's corner, in pixels of the picture. */
  const grip = useRef<{ x: number; y: number } | null>(null);
  const pointAt = (event: PointerEvent) => {
    const box = area.current?.getBoundingClientRect();
    if (!box) return null;
    const scale = picture.width / box.width;
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  };
  const onPointerDown = (event: PointerEvent) => {
    const point = pointAt(event);
    if (!point || event.button !== 0) return;
    const bubble = bubbleRectangle(look, picture);
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: bubble.x - point.x, y: bubble.y - point.y };
  };
  const onPointerMove = (event: PointerEvent) => {
    const point = pointAt(event);
    if (!point || !grip.current) return;
    const corner = { x: point.x + grip.current.x, y: point.y + grip.current.y };
    onChange(moveBubble(look, snapBubble(bubblePlaceAt(corner, look.size, picture))));
  };
  const onPointerEnd = () => {
    if (grip.current) onSettle(look.place);
    grip.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isEnter = event.key === 'Enter' || event.key === ' ';
    const next = isEnter ? nextCorner(look.place) : stepBubble(look.place, event.key, event.shiftKey);
    if (!next) return;
    event.preventDefault();
    onChange(moveBubble(look, next));
    onSettle(next);
  };
  const onPointerUp = onPointerEnd;
  return {
    area,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerEnd, onKeyDown },
  };
}
