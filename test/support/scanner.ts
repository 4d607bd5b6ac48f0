/** Machines that fetch links: mail scanners that look like a browser, and bots that say what they are. */

/** Outlook Safe Links: a genuine agent of Chrome, no cookies, and of all headers only these. */
const safeLinks: Record<string, string> = {
  'user-agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8',
  'accept-language': 'en-US',
  'cache-control': 'no-cache',
};

/** A chat program that unfurls links. */
const unfurler: Record<string, string> = {
  'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  accept: '*/*',
};

/** Fetches a page as a mail scanner does. @returns its status */
export const scan = async (url: string): Promise<number> => (await fetch(url, { headers: safeLinks })).status;

/** Fetches a page as a chat program does. @returns its status */
export const unfurl = async (url: string): Promise<number> =>
  (await fetch(url, { headers: unfurler })).status;
