import { useEffect, useState } from 'react';
import type { BrowserSession } from '../../recorder/create-recorder-session';
import type { RecorderSnapshot } from '../../recorder/recorder-snapshot';
import { isBusy } from '../../recorder/recorder-state';
import { sessionHold } from '../../shared/session-hold';
import { SignInDialog } from './sign-in-dialog';

interface SessionGuardProps {
  session: BrowserSession | null;
  snapshot: RecorderSnapshot;
}

/** While something is being recorded or sent: a session that ended opens a dialog, and nothing else happens. */
export function SessionGuard({ session, snapshot: { phase, upload } }: SessionGuardProps) {
  const isHeld = isBusy(phase);
  const isSignedOut = isHeld && (upload.network === 'signed-out' || upload.network === 'other-member');
  useEffect(() => (isHeld ? sessionHold.take() : undefined), [isHeld]);
  return isSignedOut && <PutOffDialog onSignedIn={() => session?.retryUpload()} />;
}

/** Can be put off, and is asked for again beside the state of the upload. */
function PutOffDialog({ onSignedIn }: { onSignedIn: () => void }) {
  const [isPutOff, setIsPutOff] = useState(false);
  useEffect(() => {
    const reopen = () => setIsPutOff(false);
    document.addEventListener(signInWanted, reopen);
    return () => document.removeEventListener(signInWanted, reopen);
  }, []);
  return <SignInDialog isOpen={!isPutOff} onClose={() => setIsPutOff(true)} onSignedIn={onSignedIn} />;
}

const signInWanted = 'outreel:sign-in-wanted';

/** Opens the dialog again that was put off. */
export function askToSignIn(): void {
  document.dispatchEvent(new Event(signInWanted));
}
