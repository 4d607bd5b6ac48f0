import { documentOf, type WatchAssets } from './document.js';
import { html } from './html.js';
import { defaultAccentColor as accentColor } from './watch-page.js';

/** Asks for the password of a link. It is sent in a body, never in an address. */
export function renderLockedPage(
  slug: string,
  senderName: string,
  trouble: string | null,
  assets: WatchAssets,
): string {
  const body = html`<main>
    <form class="card alone" method="post" action="/w/${slug}/unlock">
      <h1>This video is protected</h1>
      <p>${senderName} gave you a password together with the link.</p>
      <label for="password">Password</label>
      <input
        id="password"
        name="password"
        type="password"
        required
        autofocus
        autocomplete="off"
        maxlength="200"
        ${trouble && html` aria-invalid="true" aria-describedby="trouble"`}
      />
      ${trouble && html`<p class="wrong" id="trouble" role="alert">${trouble}</p>`}
      <button class="send" type="submit">Watch</button>
    </form>
  </main>`;
  return documentOf({ title: 'This video is protected', body, accentColor, assets, hasScript: false });
}

/** One sentence and what to do: for links that are not, or are not any more. */
export function renderMessagePage(title: string, text: string, assets: WatchAssets): string {
  const body = html`<main>
    <section class="card alone">
      <h1>${title}</h1>
      <p>${text}</p>
    </section>
  </main>`;
  return documentOf({ title, body, accentColor, assets, hasScript: false });
}
