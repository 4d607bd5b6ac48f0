import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';

/** What tells visitors of one link apart for at most 48 hours. The address is used here and nowhere kept. */
export interface Visitor {
  /** IPv4 or IPv6 address of the caller, as text. */
  readonly address: string;
  /** The `User-Agent` header. */
  readonly agent: string;
  readonly linkId: string;
}

/**
 * Key of a visitor: HMAC(salt of the day, address ‖ agent ‖ link), 64 bit (4-tracking.md, "Privacy").
 * Once the salt is gone (≤ 48 h) nobody can compute or compare it again.
 */
export function visitorKey(salt: Uint8Array, { address, agent, linkId }: Visitor): Buffer {
  return keyed(salt, 'visitor', [address, agent, linkId]);
}

/**
 * Key of a caller's network, 64 bit: the address cut to /24 (IPv4) or /48 (IPv6), then keyed with the salt of the day.
 * Serves the scanner rule and the limit of 600 requests a minute.
 */
export function networkKey(salt: Uint8Array, address: string): Buffer {
  return keyed(salt, 'network', [truncateAddress(address)]);
}

/** The network of an address: `a.b.c.0/24` or the first 48 bits of IPv6; a v4-mapped address counts as IPv4; other text unchanged. */
export function truncateAddress(address: string): string {
  const plain = address.split('%')[0] ?? '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain);
  const candidate = mapped?.[1] ?? plain;
  if (isIP(candidate) === 4) return `${candidate.split('.').slice(0, 3).join('.')}.0/24`;
  if (isIP(candidate) === 6) return `${expandIpv6(candidate).slice(0, 3).join(':')}::/48`;
  return address;
}

/** The eight groups of an IPv6 address, without leading zeros; a dotted tail counts as two groups. */
function expandIpv6(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = groupsOf(head);
  const right = groupsOf(tail);
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const all = [...left, ...Array.from({ length: gap }, () => '0'), ...right];
  return all.map((group) => Number.parseInt(group, 16).toString(16));
}

const groupsOf = (part: string | undefined) =>
  (part ? part.split(':') : []).flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]));

function keyed(salt: Uint8Array, purpose: string, parts: readonly string[]): Buffer {
  // A JSON list keeps the parts apart: ("a", "bc") and ("ab", "c") give different keys.
  return createHmac('sha256', salt)
    .update(JSON.stringify([purpose, ...parts]))
    .digest()
    .subarray(0, 8);
}
