import type { Prospect } from '@app/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { FileUpload } from '../../recorder/file-upload';
import { isBusy } from '../../recorder/recorder-state';
import { FetchRecordingsApi } from '../../recorder/recordings-api';
import { titleOfFile } from '../../recorder/title-of-file';
import { FileUploadView } from './file-upload-view';
import { FinishedView } from './finished-view';
import { LeaveGuard } from './leave-guard';
import { RecorderView } from './recorder-view';
import { useLiveCaptions } from './use-live-captions';
import { SessionGuard } from './session-guard';
import { SittingNotices } from './sitting-notices';
import { useGoingOn } from './use-going-on';
import { useRecordedFile } from './use-recorded-file';
import { useRecorderSession, useSnapshot } from './use-session';

/** Record: one screen from the first look into the camera to the link that plays. */
export function RecordScreen() {
  // A new key gives a new recorder: devices open again, everything else is forgotten.
  const [round, setRound] = useState(0);
  return <RecordRound key={round} onAgain={() => setRound(round + 1)} />;
}

function RecordRound({ onAgain }: { onAgain: () => void }) {
  const [chosen, setChosen] = useState<{ file: File; upload: FileUpload } | null>(null);
  const onFile = useCallback((file: File) => {
    setChosen({ file, upload: new FileUpload(file, titleOfFile(file.name), new FetchRecordingsApi()) });
  }, []);
  if (chosen) return <FileUploadView {...chosen} onLeave={onAgain} />;
  return <Recorder onFile={onFile} onAgain={onAgain} />;
}

function Recorder({ onFile, onAgain }: { onFile: (file: File) => void; onAgain: () => void }) {
  const session = useRecorderSession();
  const snapshot = useSnapshot(session);
  const live = useLiveCaptions(session);
  const isHeldElsewhere = useGoingOn(session);
  const [prospect, setProspect] = useState<Prospect | null>(null);
  const queryClient = useQueryClient();
  const { phase, video } = snapshot;
  const isFinished = phase === 'finished';
  const recorded = useRecordedFile(session, isFinished);
  // Of a recording of several sittings only the server has the whole.
  const file = snapshot.continued ? null : recorded;
  useEffect(() => {
    if (video) void queryClient.invalidateQueries({ queryKey: ['videos'] });
  }, [queryClient, video]);
  useEffect(() => {
    if (!isFinished) return;
    // The camera's light goes out as soon as nothing is filmed any more.
    void session?.stage.close();
    void queryClient.invalidateQueries({ queryKey: ['videos'] });
  }, [session, queryClient, isFinished]);
  return (
    <>
      <LeaveGuard isBusy={isBusy(phase)} />
      <SessionGuard session={session} snapshot={snapshot} />
      <SittingNotices snapshot={snapshot} isHeldElsewhere={isHeldElsewhere} />
      {isFinished && video ? (
        <FinishedView {...{ video, file, live, prospect, onAgain }} />
      ) : (
        <RecorderView {...{ session, snapshot, live, onFile, prospect }} onProspect={setProspect} />
      )}
    </>
  );
}
