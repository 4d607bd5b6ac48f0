import { messageOf } from '../../../shared/api-error';
import { notificationsTexts } from './notifications.texts';

/** What to show when this browser could not be made to show notifications. */
export const pushFailure = (error: unknown): string =>
  error instanceof DOMException ? notificationsTexts.browsers.noService : messageOf(error);
