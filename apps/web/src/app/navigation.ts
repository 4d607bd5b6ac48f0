import { IconAddressBook, IconChartBar, IconInbox, IconSpeakerphone, IconVideo } from '../shared/icons';
import { appTexts } from './app.texts';

/** The app's places in the order of the side navigation. */
export const places = [
  { to: '/', label: appTexts.library, icon: IconVideo },
  { to: '/prospects', label: appTexts.prospects, icon: IconAddressBook },
  { to: '/campaigns', label: appTexts.campaigns, icon: IconSpeakerphone },
  { to: '/inbox', label: appTexts.inbox, icon: IconInbox },
  { to: '/figures', label: appTexts.figures, icon: IconChartBar },
] as const;
