import { Button, FileButton, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { IconFileImport } from '../../../shared/icons';
import { FormFailure } from '../../../shared/ui/form-failure';
import { useImportProspects } from '../api/import-prospects';
import classes from '../prospects.module.css';
import { prospectsTexts } from '../prospects.texts';
import { ImportOutcome } from './import-outcome';
import { SampleCsvButton } from './sample-csv-button';

interface ImportDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

const texts = prospectsTexts.importing;

/** Imports a CSV: choose or drop it, then see what was kept and what was not. */
export function ImportDialog({ isOpen, onClose }: ImportDialogProps) {
  const [csv, setCsv] = useState('');
  const importing = useImportProspects();
  const read = async (file: File | null | undefined) => {
    if (!file) return;
    const text = await file.text();
    setCsv(text);
    importing.mutate(text);
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={texts.title}
      size="lg"
      onExitTransitionEnd={importing.reset}
    >
      <Stack>
        {importing.data ? (
          <ImportOutcome csv={csv} reply={importing.data} onAgain={importing.reset} onDone={onClose} />
        ) : (
          <>
            <DropZone isBusy={importing.isPending} onFile={(file) => void read(file)} />
            <FormFailure error={importing.error} />
            <Text size="sm" c="dimmed">
              {texts.hint}
            </Text>
            <Group>
              <SampleCsvButton />
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  );
}

function DropZone({ isBusy, onFile }: { isBusy: boolean; onFile: (file: File | null | undefined) => void }) {
  const [isOver, setIsOver] = useState(false);
  return (
    <div
      className={classes.dropZone}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        onFile(event.dataTransfer.files[0]);
      }}
    >
      {isBusy ? <Loader size={36} /> : <IconFileImport size={36} stroke={1.4} aria-hidden />}
      <Text fw={600}>{isBusy ? texts.running : texts.drop}</Text>
      <FileButton accept=".csv,text/csv" onChange={onFile} disabled={isBusy}>
        {(props) => (
          <Button {...props} variant="default" disabled={isBusy}>
            {texts.choose}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
