import { isbot } from 'isbot';
import { remember, rememberedAgents } from './remember.js';

/** Mail clients, scanners and proxies that isbot does not know. Each is a fact observed in a request's `User-Agent`. */
export const botAdditions: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'ms-office', pattern: /\bms-?office\b/i },
  { name: 'microsoft-office', pattern: /Microsoft Office/i },
  { name: 'microsoft-outlook', pattern: /Microsoft Outlook/i },
  { name: 'safe-links', pattern: /safe-?links/i },
  { name: 'trend-micro', pattern: /\bTMhtload\b|trend ?micro/i },
  { name: 'fireeye', pattern: /FireEye|Trellix/i },
  { name: 'zscaler', pattern: /Zscaler/i },
  { name: 'barracuda', pattern: /Barracuda/i },
  { name: 'mimecast', pattern: /Mimecast/i },
  { name: 'proofpoint', pattern: /Proofpoint|urldefense/i },
  { name: 'ironport', pattern: /IronPort/i },
  { name: 'symantec', pattern: /Symantec|MessageLabs/i },
  { name: 'sophos', pattern: /Sophos/i },
  { name: 'forcepoint', pattern: /Forcepoint|Websense/i },
  { name: 'fortinet', pattern: /Forti(?:Guard|Mail|Sandbox)/i },
  { name: 'avanan', pattern: /Avanan|Check ?Point (?:Software|Harmony)/i },
  { name: 'image-proxy', pattern: /GoogleImageProxy|YahooMailProxy|ImgProxy/i },
  { name: 'link-preview', pattern: /LinkPreview|UriPreview|BingPreview/i },
  { name: 'link-preview', pattern: /^(?:WhatsApp|TelegramBot|Viber)\b/i },
];

/** Why an agent is no person's browser: `empty-agent`, `listed:<name>` or `isbot`; null when it could be a person's. */
export const botReasonOf: (agent: string) => string | null = remember(rememberedAgents, (agent) => {
  if (agent.trim() === '') return 'empty-agent';
  const listed = botAdditions.find(({ pattern }) => pattern.test(agent));
  if (listed) return `listed:${listed.name}`;
  return isbot(agent) ? 'isbot' : null;
});
