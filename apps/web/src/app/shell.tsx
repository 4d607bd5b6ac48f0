import { useNetwork } from '@mantine/hooks';
import { Outlet } from '@tanstack/react-router';
import { IconWifiOff } from '../shared/icons';
import { Suspense, lazy } from 'react';
import { appTexts } from './app.texts';
import { BottomBar } from './bottom-bar';
import { SideNavigation } from './side-navigation';
import classes from './shell.module.css';
import { useKeptPush } from './use-kept-push';
import { useLiveStream } from './use-live-stream';
import { useRecordKey } from './use-record-key';

/** After the screen itself: looking for what was left behind is not what anybody waits for. */
const RecoveryNotices = lazy(async () => ({
  default: (await import('../features/recovery/recovery-notices')).RecoveryNotices,
}));

/** The frame around every screen of a member. */
export function Shell() {
  useLiveStream();
  useKeptPush();
  useRecordKey();
  const { online } = useNetwork();
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {appTexts.skip}
      </a>
      <SideNavigation />
      <div style={{ minWidth: 0 }}>
        <output>
          {!online && (
            <div className={classes.offline}>
              <IconWifiOff size={18} />
              {appTexts.offline}
            </div>
          )}
        </output>
        <main id="content" tabIndex={-1} className={classes.content}>
          <Suspense fallback={null}>
            <RecoveryNotices />
          </Suspense>
          <Outlet />
        </main>
      </div>
      <BottomBar />
    </div>
  );
}
