import { html, Html } from './html.js';
import { readableOn } from './watch-page.js';

/** Built files of the page: the style is put into the page itself, so that the first paint waits for nothing. */
export interface WatchAssets {
  style: string;
  scriptUrl: string;
}

/** A whole HTML document. `head` and `body` are finished. */
export function documentOf(parts: {
  title: string;
  head?: Html;
  body: Html;
  accentColor: string;
  assets: WatchAssets;
  hasScript: boolean;
}): string {
  const { title, head, body, accentColor, assets, hasScript } = parts;
  const style = new Html(
    `<style>${assets.style}:root{--accent:${accentColor};--on-accent:${readableOn(accentColor)}}</style>`,
  );
  return `<!doctype html>${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}</title>
        ${head} ${style}
        ${hasScript && assets.scriptUrl ? html`<script type="module" src="${assets.scriptUrl}"></script>` : ''}
      </head>
      <body>
        ${body}
      </body>
    </html>`.text
  }`;
}
