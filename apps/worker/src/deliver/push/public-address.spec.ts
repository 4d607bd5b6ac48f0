import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PrivateAddressError, checkedLookup, isPublicAddress } from './public-address.js';

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'ff02::1',
    'localhost',
    '',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
});

const seen = (hostname: string, all: boolean) =>
  new Promise((resolve) => {
    checkedLookup(isPublicAddress)(hostname, { all }, (error, address) => resolve(error ?? address));
  });

describe('checkedLookup', () => {
  it.each([true, false])('refuses a name that means this machine (all: %s)', async (all) =>
    expect(await seen('localhost', all)).toBeInstanceOf(PrivateAddressError),
  );

  it('keeps a connection from being made', async () => {
    const server = createServer().listen(0);
    const { port } = server.address() as AddressInfo;
    const connections: unknown[] = [];
    server.on('connection', (socket) => connections.push(socket));
    const { request } = await import('node:http');
    const error = await new Promise((resolve) => {
      request(`http://localhost:${port}/`, { lookup: checkedLookup(isPublicAddress) })
        .on('error', resolve)
        .end();
    });
    server.close();
    expect([error, connections]).toEqual([expect.any(PrivateAddressError), []]);
  });
});
