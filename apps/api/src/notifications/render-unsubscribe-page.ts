import type { NotificationKind } from '@app/contracts';
import type { Unsubscribe } from '@app/database';
import { documentOf, type WatchAssets } from '../watch/page/document.js';
import { html } from '../watch/page/html.js';
import { defaultAccentColor as accentColor } from '../watch/page/watch-page.js';

const names: Record<NotificationKind, string> = {
  view: 'when somebody is watching',
  half: 'when somebody watched half',
  completed: 'when somebody watched to the end',
  click: 'about clicks',
  reply: 'about replies and reactions',
  booking: 'about bookings',
  weekly: 'with a summary of the week',
};

/** Asks before anything is switched off. */
export function renderUnsubscribePage(token: string, { kind }: Unsubscribe, assets: WatchAssets): string {
  const title = 'Stop these mails?';
  const body = html`<main>
    <form class="card alone" method="post" action="/unsubscribe/${token}">
      <h1>${title}</h1>
      <p>You get mails from Outreel ${names[kind]}.</p>
      <button class="send" type="submit">Stop these mails</button>
    </form>
  </main>`;
  return documentOf({ title, body, accentColor, assets, hasScript: false });
}
