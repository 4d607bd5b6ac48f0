import { chaptersHtml } from './chapters.html.js';
import { documentOf, type WatchAssets } from './document.js';
import { html, type Html, jsonScript } from './html.js';
import { playerHtml, preparingHtml } from './player.html.js';
import { transcriptHtml } from './transcript.html.js';
import { barePosterOf, type WatchPage } from './watch-page.js';

const reactions = [
  ['👍', 'Thumbs up'],
  ['❤️', 'Heart'],
  ['👏', 'Applause'],
  ['😄', 'Laugh'],
  ['🤔', 'Thinking'],
] as const;

/** First letters of the first and last name. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

function headOf(page: WatchPage): Html {
  const image = `${page.pageUrl}/poster.jpg${page.picturesVersion && `?v=${page.picturesVersion}`}`;
  const description = (page.message || `${page.senderName} recorded a video for you.`).slice(0, 200);
  return html`<meta name="description" content="${description}" />
    <link rel="canonical" href="${page.pageUrl}" />
    <link rel="preload" as="image" href="${barePosterOf(page)}" fetchpriority="high" />
    <meta property="og:type" content="video.other" />
    <meta property="og:site_name" content="${page.workspaceName}" />
    <meta property="og:title" content="${page.headline}" />
    <meta property="og:description" content="${description}" />
    <meta property="og:url" content="${page.pageUrl}" />
    <meta property="og:image" content="${image}" />
    <meta property="og:image:alt" content="${`Preview of the video “${page.headline}”`}" />
    <meta name="twitter:card" content="summary_large_image" />
    <meta name="theme-color" content="${page.accentColor}" />`;
}

function actionsHtml({ actions }: WatchPage): Html | false {
  if (actions.length === 0) return false;
  return html`<div class="actions">
      ${actions.map(
        ({ label, href, showAtMs, isLeavingSite }, index) =>
          html`<a
            class="action${showAtMs ? ' is-later' : ''}"
            data-action="${index}"
            href="${href}"
            ${isLeavingSite && html` target="_blank" rel="noopener"`}
            >${label}</a
          >`,
      )}
    </div>
    <noscript
      ><style>
        .action.is-later {
          opacity: 1;
          visibility: visible;
        }
      </style></noscript
    >`;
}

function conversationHtml({ senderName }: WatchPage): Html {
  return html`<section class="card" id="conversation" hidden>
    <h2>Tell ${senderName} what you think</h2>
    <div class="reactions" role="group" aria-label="Reactions">
      ${reactions.map(
        ([emoji, name]) =>
          html`<button type="button" data-reaction="${emoji}" aria-label="${name}" aria-pressed="false">
            ${emoji}
          </button>`,
      )}
    </div>
    <form id="reply-form" data-sent="${`Your reply was sent to ${senderName}.`}">
      <label for="reply-text">Reply</label>
      <textarea id="reply-text" maxlength="4000" required placeholder="Write a few words"></textarea>
      <button class="send" type="submit">Send reply</button>
      <p id="reply-status" role="status"></p>
    </form>
  </section>`;
}

/** In consent mode the question stands above everything that is personal; in notice mode a line at the foot says what is seen. */
function privacyHtml({ privacyMode, senderName }: WatchPage, place: 'question' | 'notice'): Html | false {
  if (privacyMode === 'consent' && place === 'question')
    return html`<div class="card question" id="privacy">
      <p>May ${senderName} see that it was you who watched, and how much? The video plays either way.</p>
      <button
        type="button"
        data-consent="accepted"
        data-done="Thank you. The sender can see what you watched."
      >
        Yes, that is fine
      </button>
      <button type="button" data-consent="declined" data-done="Your visit stays anonymous.">
        No, stay anonymous</button
      ><span role="status"></span>
    </div>`;
  if (privacyMode === 'notice' && place === 'notice')
    return html`<p id="privacy">
      ${senderName} can see that and how much of this video was watched.
      <button type="button" data-consent="declined" data-done="Your visit is anonymous from now on.">
        Do not connect it with me
      </button>
      <span role="status"></span>
    </p>`;
  return false;
}

/** The whole page of a link: complete without script, which adds tracking, our own controls, reactions and replies. */
export function renderWatchPage(page: WatchPage, assets: WatchAssets): string {
  const { slug, privacyMode, isPlayable, isFailed, isPreview, actions, edition } = page;
  const { pieces, storyboard, isGettingBetter } = page;
  const transcript = isPlayable && transcriptHtml(page);
  const body = html`<main${transcript && html` class="is-beside"`}>
      ${isPreview && html`<p class="card" role="note">Preview: this is what the person sees. What you do here is not counted.</p>`}
      ${privacyHtml(page, 'question')}
      <header class="sender">
        <div class="face" aria-hidden="true">${initials(page.senderName)}</div>
        <div><strong>${page.senderName}</strong><span>${page.workspaceName}</span></div>
      </header>
      <h1>${page.headline}</h1>
      <div class="watch">
        ${isPlayable ? playerHtml(page) : preparingHtml(page)}
        <div class="below">
          ${chaptersHtml(page)} ${actionsHtml(page)}
          ${page.message && html`<p class="message">${page.message}</p>`} ${transcript}
          ${conversationHtml(page)}
        </div>
      </div>
      <a
        href="/w/${slug}/more"
        rel="nofollow"
        tabindex="-1"
        aria-hidden="true"
        style="position:absolute;left:-9999px"
        >More</a
      >
      <footer>${privacyHtml(page, 'notice')}</footer>
    </main>
    ${jsonScript('page-facts', { slug, privacyMode, isPlayable: isPlayable || isFailed, isPreview, showAtMs: actions.map(({ showAtMs }) => showAtMs), edition, pieces, storyboard, isGettingBetter })}`;
  return documentOf({
    title: page.title,
    head: headOf(page),
    body,
    accentColor: page.accentColor,
    assets,
    hasScript: true,
  });
}
