import {
  alreadyRunningSentence,
  diskProblem,
  nodeVersionProblem,
  portTakenSentence,
  readPort,
} from './preconditions.mjs';

describe('what must be true before the start', () => {
  it.each([
    ['18.20.0', true],
    ['20.18.9', true],
    ['20.19.0', false],
    ['22.0.0', false],
    ['24.1.0', false],
  ])('Node %s is too old: %s', (version, isTooOld) => {
    expect(nodeVersionProblem(version) !== undefined).toBe(isTooOld);
  });

  it('says which Node there is and which is needed', () => {
    expect(nodeVersionProblem('18.1.0')).toMatch(/20\.19 or newer.*Node 18\.1\.0/);
  });

  it('takes 3000 when no port is given', () => {
    expect([readPort(undefined), readPort(''), readPort('8080')]).toEqual([3000, 3000, 8080]);
  });

  it.each(['http', '0', '65536', '3000.5', '-1'])('refuses %s as a port in one sentence', (text) => {
    expect(() => readPort(text)).toThrow(/^PORT is "[^\n]*npm start$/);
  });

  it('names a remedy that is a port itself', () => {
    expect(portTakenSentence(3000)).toContain('PORT=3001 npm start');
    expect(portTakenSentence(65_535)).toContain('PORT=3000 npm start');
  });

  it('asks for 500 MB', () => {
    expect(diskProblem(500 * 1024 * 1024, '/data')).toBeUndefined();
    expect(diskProblem(500 * 1024 * 1024 - 1, '/data')).toMatch(
      /^Only 499 MB are free for \/data .*DATA_DIR=/,
    );
  });

  it('names the process that holds the folder', () => {
    expect(alreadyRunningSentence(42, '/data')).toMatch(
      /already running on \/data \(process 42\).*DATA_DIR=/,
    );
  });
});
