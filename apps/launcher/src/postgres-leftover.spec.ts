import { parsePostmasterFile } from './postgres-leftover.mjs';

describe('postmaster.pid', () => {
  it('is read when complete', () => {
    const text = '4711\n/data/postgres\n1790000000\n35001\n\n127.0.0.1\n  1234  5\nready   \n';
    expect(parsePostmasterFile(text)).toEqual({ pid: 4711, port: 35_001, status: 'ready' });
  });

  it('is read while it is being written', () => {
    expect(parsePostmasterFile('4711\n')).toEqual({ pid: 4711, port: 0, status: '' });
  });
});
