import { networkKey, truncateAddress, visitorKey } from './visitor-key.js';

const salt = Buffer.from('salt of the day');
const visitor = { address: '192.0.2.7', agent: 'Firefox', linkId: 'link' };

describe('visitorKey', () => {
  it('has 64 bit and is the same for the same visitor on the same day', () => {
    expect(visitorKey(salt, visitor)).toHaveLength(8);
    expect(visitorKey(salt, { ...visitor })).toEqual(visitorKey(salt, visitor));
  });

  it.each([
    ['another address', { address: '192.0.2.8' }],
    ['another agent', { agent: 'Chrome' }],
    ['another link', { linkId: 'other' }],
  ])('differs for %s', (_, change) => {
    expect(visitorKey(salt, { ...visitor, ...change })).not.toEqual(visitorKey(salt, visitor));
  });

  it('differs on another day, and where parts run into each other', () => {
    expect(visitorKey(Buffer.from('next day'), visitor)).not.toEqual(visitorKey(salt, visitor));
    const shifted = { ...visitor, agent: 'Firefoxl', linkId: 'ink' };
    expect(visitorKey(salt, shifted)).not.toEqual(visitorKey(salt, visitor));
  });
});

describe('networkKey', () => {
  it('is one for a /24 and for a /48', () => {
    expect(networkKey(salt, '192.0.2.1')).toEqual(networkKey(salt, '192.0.2.254'));
    expect(networkKey(salt, '192.0.2.1')).not.toEqual(networkKey(salt, '192.0.3.1'));
    expect(networkKey(salt, '2001:db8:1::1')).toEqual(networkKey(salt, '2001:db8:1:ffff::2'));
    expect(networkKey(salt, '2001:db8:1::1')).not.toEqual(networkKey(salt, '2001:db8:2::1'));
  });

  it.each([
    ['203.0.113.9', '203.0.113.0/24'],
    ['::ffff:203.0.113.9', '203.0.113.0/24'],
    ['::1', '0:0:0::/48'],
    ['2001:0DB8:00a1:0:0:0:0:1', '2001:db8:a1::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['unknown', 'unknown'],
  ])('cuts %s to %s', (address, network) => expect(truncateAddress(address)).toBe(network));
});
