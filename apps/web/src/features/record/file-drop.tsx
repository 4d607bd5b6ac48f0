import { Button, FileButton, Portal, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { isVideoFile } from '../../recorder/file-upload';
import { IconUpload } from '../../shared/icons';
import classes from './record.module.css';
import { recordTexts } from './record.texts';

const accepted = 'video/mp4,video/quicktime,video/x-matroska,video/webm,.mp4,.m4v,.mov,.mkv,.webm';

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** The second way in: choose a video file, or drop it anywhere on the screen. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const isOver = useFileDrop((file) => take(file, onFile));
  return (
    <>
      <FileButton accept={accepted} onChange={(file) => file && take(file, onFile)}>
        {(props) => (
          <Button {...props} variant="subtle" leftSection={<IconUpload size={18} />}>
            {recordTexts.upload}
          </Button>
        )}
      </FileButton>
      {isOver && (
        <Portal>
          <div className={classes.drop}>
            <Title order={2}>{recordTexts.dropTitle}</Title>
            <Text>{recordTexts.dropText}</Text>
          </div>
        </Portal>
      )}
    </>
  );
}

function take(file: File, onFile: (file: File) => void): void {
  if (isVideoFile(file)) onFile(file);
  else notifications.show({ color: 'red', message: recordTexts.notVideo(file.name) });
}

/** Listens for files on the whole window. @returns whether one hovers */
function useFileDrop(onFile: (file: File) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    // Leaving for nowhere is leaving the window; between elements there is always a next one.
    const leave = (event: DragEvent) => event.relatedTarget === null && setIsOver(false);
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsOver(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (file) onFile(file);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, [onFile]);
  return isOver;
}
