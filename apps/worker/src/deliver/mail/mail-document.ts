/** What a mail says, before it is text or HTML. Every string is plain text and may hold anything. */
export interface MailDocument {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** In somebody's own words. */
  readonly quotation?: string | undefined;
  /** Figures: name, value, and what stands beside it. */
  readonly rows?: readonly (readonly [name: string, value: string, beside: string])[];
  /** Names under a heading of their own. */
  readonly list?: { readonly title: string; readonly items: readonly string[] } | undefined;
  readonly action: { readonly label: string; readonly url: string };
  /** Why it came, and the addresses that end it or change it. */
  readonly footer: { readonly why: string; readonly unsubscribeUrl: string; readonly settingsUrl: string };
}

const stop = 'Stop these mails';
const settings = 'All notification settings';

/** The mail as plain text. */
export function renderText({
  heading,
  paragraphs,
  quotation,
  rows = [],
  list,
  action,
  footer,
}: MailDocument): string {
  const figures = rows.map(([name, value, beside]) => `${name}: ${value}${beside && ` (${beside})`}`);
  const parts = [
    heading,
    ...paragraphs,
    quotation && quotation.replace(/^/gm, '> '),
    figures.join('\n'),
    list && [list.title, ...list.items.map((item) => `- ${item}`)].join('\n'),
    `${action.label}: ${action.url}`,
    `-- \n${footer.why}\n${stop}: ${footer.unsubscribeUrl}\n${settings}: ${footer.settingsUrl}`,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for HTML content and quoted attributes. */
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

const paragraph = 'margin:0 0 16px';
const quiet = 'color:#6b6259;font-size:13px';

/** The mail as HTML: no picture, no script, nothing that is loaded from anywhere. */
export function renderHtml({
  subject,
  heading,
  paragraphs,
  quotation,
  rows = [],
  list,
  action,
  footer,
}: MailDocument): string {
  const link = (url: string, label: string, style: string) =>
    `<a href="${escape(url)}" style="${style}">${escape(label)}</a>`;
  const parts = [
    `<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escape(heading)}</h1>`,
    ...paragraphs.map((text) => `<p style="${paragraph}">${escape(text)}</p>`),
    quotation &&
      `<blockquote style="margin:0 0 16px;padding-left:12px;border-left:3px solid #d9cfc3;white-space:pre-wrap">${escape(quotation)}</blockquote>`,
    rows.length > 0 &&
      `<table role="presentation" style="margin:0 0 16px">${rows.map(rowOf).join('')}</table>`,
    list &&
      `<h2 style="margin:0 0 8px;font-size:16px">${escape(list.title)}</h2><ul style="margin:0 0 16px;padding-left:20px">${list.items
        .map((item) => `<li>${escape(item)}</li>`)
        .join('')}</ul>`,
    `<p style="margin:0 0 24px">${link(action.url, action.label, 'display:inline-block;padding:12px 20px;border-radius:8px;background:#17614f;color:#fff;text-decoration:none;font-weight:600')}</p>`,
    `<p style="margin:0;${quiet}">${escape(footer.why)}<br>${link(footer.unsubscribeUrl, stop, quiet)} · ${link(footer.settingsUrl, settings, quiet)}</p>`,
  ];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(subject)}</title></head>
<body style="margin:0;padding:24px;background:#fbf9f6;color:#2b2520;font-family:system-ui,sans-serif;font-size:16px;line-height:1.5"><div style="max-width:560px;margin:0 auto">
${parts.filter(Boolean).join('\n')}
</div></body></html>`;
}

const rowOf = ([name, value, beside]: readonly [string, string, string]) =>
  `<tr><td style="padding:2px 16px 2px 0">${escape(name)}</td><td style="padding:2px 12px 2px 0;font-weight:600">${escape(value)}</td><td style="${quiet}">${escape(beside)}</td></tr>`;
