import { chapterMarksHtml } from './chapters.html.js';
import { html, Html } from './html.js';
import { barePosterOf, type WatchPage } from './watch-page.js';

const icon = (name: string, path: string) =>
  new Html(`<svg class="icon-${name}" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`);
const icons = {
  play: icon('play', 'M7 4.5v15l13-7.5z'),
  pause: icon('pause', 'M6 4h4v16H6zm8 0h4v16h-4z'),
  sound: icon(
    'sound',
    'M3 9v6h4l5 5V4L7 9zm13.5 3a4.5 4.5 0 0 0-2.5-4v8a4.5 4.5 0 0 0 2.5-4zM14 3.2v2.1a7 7 0 0 1 0 13.4v2.1a9 9 0 0 0 0-17.6z',
  ),
  muted: icon(
    'muted',
    'M3 9v6h4l5 5V4L7 9zm18 .4L19.6 8 17 10.6 14.4 8 13 9.4l2.6 2.6-2.6 2.6 1.4 1.4 2.6-2.6 2.6 2.6 1.4-1.4-2.6-2.6z',
  ),
  picture: icon(
    'picture',
    'M19 11h-8v6h8zm4 8V5a2 2 0 0 0-2-2H3a2 2 0 0 0-2 2v14c0 1.1.9 2 2 2h18a2 2 0 0 0 2-2zm-2 0H3V5h18z',
  ),
  captions: icon(
    'captions',
    'M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6c0-1.1.9-2 2-2zm7 7V9H7.5A1.5 1.5 0 0 0 6 10.5v3A1.5 1.5 0 0 0 7.5 15H11v-2H8v-2zm7 0V9h-3.5A1.5 1.5 0 0 0 13 10.5v3a1.5 1.5 0 0 0 1.5 1.5H18v-2h-3v-2z',
  ),
  full: icon('full', 'M5 14H3v7h7v-2H5zm-2-4h2V5h5V3H3zm16 9h-5v2h7v-7h-2zM14 3v2h5v5h2V3z'),
};

const sourcesOf = ({ sources }: WatchPage): Html =>
  html`${sources.map(({ url, contentType, media }) =>
    media
      ? html`<source src="${url}" type="${contentType}" media="${media}" />`
      : html`<source src="${url}" type="${contentType}" />`,
  )}`;

/** The video with its controls; the browser's own are shown until the script takes over. */
export function playerHtml(page: WatchPage): Html {
  const poster = barePosterOf(page);
  return html`<div id="stage" style="aspect-ratio:${page.width}/${page.height}">
    <video
      id="video"
      controls
      playsinline
      preload="metadata"
      poster="${poster}"
      width="${page.width}"
      height="${page.height}"
      data-duration-ms="${page.durationMs ?? 0}"
      aria-label="${page.videoTitle}"
    >
      ${sourcesOf(page)}
      ${page.captions.map(
        ({ language, label, url }) =>
          html`<track kind="captions" src="${url}" srclang="${language}" label="${label}" />`,
      )}
    </video>
    <div id="cue" aria-hidden="true" hidden><span dir="auto"></span></div>
    <button id="big-play" type="button" aria-label="Play video">${icons.play}</button>
    <div class="wait" role="presentation"></div>
    <div class="trouble" role="alert">
      <p>
        <strong>The video does not play right now.</strong><br />Check your connection and load the page
        again.
      </p>
    </div>
    <div class="bar">
      <input
        id="seek"
        type="range"
        min="0"
        max="1000"
        value="0"
        step="1"
        aria-label="Position in the video"
      />
      ${chapterMarksHtml(page)}
      ${page.storyboard && html`<div id="glance" aria-hidden="true" hidden><i></i><span></span></div>`}
      <button id="play" type="button" aria-label="Play">${icons.play}${icons.pause}</button>
      <button id="mute" type="button" aria-label="Sound off">${icons.sound}${icons.muted}</button>
      <output id="time"></output>
      <button id="speed" type="button" aria-label="Speed">1×</button>
      ${
        page.captions.length > 0 &&
        html`<button id="captions" type="button" aria-label="Captions" aria-pressed="false">
          ${icons.captions}
        </button>`
      }
      <button id="picture" type="button" aria-label="Picture in picture">${icons.picture}</button>
      <button id="full" type="button" aria-label="Full screen">${icons.full}</button>
    </div>
  </div>`;
}

/** In place of the player while the video is being made, or when that failed. */
export function preparingHtml(page: WatchPage): Html {
  if (page.isFailed)
    return html`<div id="stage">
      <video id="video" hidden></video>
      <div class="preparing">
        <strong>This video could not be prepared.</strong
        ><span>Please tell ${page.senderName}; a new video can be sent under this same link.</span>
        <div id="preparing" hidden></div>
      </div>
    </div>`;
  return html`<div id="stage">
      <video id="video" hidden></video>
      <div class="preparing" role="status">
        <strong>${page.senderName}’s video is nearly here</strong
        ><span>It starts to play on this page as soon as it is ready.</span>
        <div id="preparing"></div>
      </div>
    </div>
    <noscript><meta http-equiv="refresh" content="5" /></noscript>`;
}
