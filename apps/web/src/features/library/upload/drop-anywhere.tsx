import { Portal, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { IconCloudUpload } from '../../../shared/icons';
import { libraryTexts } from '../library.texts';
import classes from './drop-anywhere.module.css';

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Makes the whole window a place to drop files on; a veil shows it while a file hovers. */
export function DropAnywhere({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    // dragenter and dragleave come for every element crossed: the difference tells whether the window was left.
    let depth = 0;
    const enter = (event: DragEvent) => hasFiles(event) && setIsOver(++depth > 0);
    const leave = (event: DragEvent) => hasFiles(event) && setIsOver(--depth > 0);
    const over = (event: DragEvent) => hasFiles(event) && event.preventDefault();
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setIsOver(false);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: over, drop };
    for (const [type, listener] of Object.entries(listeners))
      window.addEventListener(type, listener as EventListener);
    return () => {
      for (const [type, listener] of Object.entries(listeners))
        window.removeEventListener(type, listener as EventListener);
    };
  }, [onFiles]);
  if (!isOver) return null;
  return (
    <Portal>
      <div className={classes.veil}>
        <div className={classes.target}>
          <IconCloudUpload size={56} stroke={1.3} />
          <Title order={2}>{libraryTexts.dropTitle}</Title>
          <Text>{libraryTexts.dropText}</Text>
        </div>
      </div>
    </Portal>
  );
}
