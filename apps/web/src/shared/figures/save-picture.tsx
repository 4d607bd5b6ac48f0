import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type RefObject, useState } from 'react';
import { IconPhoto } from '../icons';
import { saveBlob } from '../save-file';
import { sharedTexts } from '../shared.texts';
import { screenOnly } from './screen-only';

/** As fine as a slide on a large screen needs it. */
const scale = 2;
const margin = 24;

/** What the picture shows, laid out where nobody sees it. */
function layOut(part: HTMLElement): HTMLElement {
  const copy = part.cloneNode(true) as HTMLElement;
  for (const each of copy.querySelectorAll('[data-screen-only]')) each.remove();
  for (const each of copy.querySelectorAll('[data-picture-only]')) each.removeAttribute('hidden');
  copy.inert = true;
  Object.assign(copy.style, {
    position: 'fixed',
    top: '0',
    left: '-20000px',
    boxSizing: 'content-box',
    width: `${part.offsetWidth}px`,
    padding: `${margin}px`,
  });
  part.after(copy);
  return copy;
}

/** Saves a part of the page as a picture, without its buttons. @param props.target the part @param props.fileName with `.png` */
export function SavePicture({
  target,
  fileName,
}: {
  target: RefObject<HTMLElement | null>;
  fileName: string;
}) {
  const [isDrawing, setDrawing] = useState(false);
  const save = async () => {
    const part = target.current;
    if (!part || isDrawing) return;
    setDrawing(true);
    const sheet = layOut(part);
    try {
      const { domToBlob } = await import('modern-screenshot');
      const { backgroundColor } = getComputedStyle(document.body);
      // Where it lies on the page is nothing to the picture.
      const style = { position: 'static' };
      saveBlob(await domToBlob(sheet, { scale, backgroundColor, style }), fileName);
    } catch {
      notifications.show({ color: 'red', message: sharedTexts.picture.failed });
    } finally {
      sheet.remove();
      setDrawing(false);
    }
  };
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPhoto size={16} />}
      aria-busy={isDrawing}
      onClick={() => void save()}
      {...screenOnly}
    >
      {sharedTexts.picture.save}
    </Button>
  );
}
