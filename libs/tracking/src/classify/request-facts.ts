/** Lower-cased header names to values, as Node and Fastify give them. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

const first = (headers: RequestHeaders, name: string): string => {
  const value = headers[name];
  return (typeof value === 'string' ? value : value?.[0]) ?? '';
};

/**
 * The facts that the headers of a request hold.
 *
 * @param isSecureContext the page's own address is `https:` or localhost; elsewhere browsers send no `sec-ch-ua`, and its absence says nothing
 */
export function factsOfRequest(headers: RequestHeaders, isSecureContext: boolean) {
  return {
    agent: first(headers, 'user-agent').slice(0, 512),
    purposes: ['sec-purpose', 'purpose', 'x-purpose', 'x-moz']
      .map((name) => first(headers, name).slice(0, 100))
      .filter((value) => value !== ''),
    hasClientHints: isSecureContext ? first(headers, 'sec-ch-ua') !== '' : null,
  };
}

/** The browser asks not to be tracked: `Sec-GPC: 1` or `DNT: 1` (4-tracking.md, "Privacy"). */
export function hasOptOutSignal(headers: RequestHeaders): boolean {
  return first(headers, 'sec-gpc').trim() === '1' || first(headers, 'dnt').trim() === '1';
}
