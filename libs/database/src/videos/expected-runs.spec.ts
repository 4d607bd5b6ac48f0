import { areRunsComplete, countedUploads, expectedRunsOf, findMismatches } from './expected-runs.js';

const hash = 'ab'.repeat(32);
const complete = (run: number) => ({ run, completedAt: new Date(), lengthBytes: 10, sha256: hash });
const open = (run: number) => ({ run, completedAt: null, lengthBytes: null, sha256: null });

test('a bare count waits for that many complete runs', () => {
  const two = expectedRunsOf(2);
  expect(areRunsComplete(two, [])).toBe(false);
  expect(areRunsComplete(two, [complete(0)])).toBe(false);
  expect(areRunsComplete(two, [complete(0), open(1)])).toBe(false);
  expect(areRunsComplete(two, [complete(0), complete(1)])).toBe(true);
});

test('a run too many must be complete as well: nothing that arrives is left out', () => {
  expect(areRunsComplete(expectedRunsOf(1), [complete(0), open(1)])).toBe(false);
  expect(areRunsComplete(expectedRunsOf(1), [complete(0), complete(1)])).toBe(true);
});

test('named runs must be those that were named', () => {
  const second = expectedRunsOf([{ run: 1 }]);
  expect(areRunsComplete(second, [complete(0)])).toBe(false);
  expect(areRunsComplete(second, [complete(0), complete(1)])).toBe(true);
});

test('what was begun again under another number is left out when the runs are named', () => {
  const second = expectedRunsOf([{ run: 1 }]);
  expect(areRunsComplete(second, [open(0), complete(1)])).toBe(true);
  expect(countedUploads(second, [open(0), complete(1)]).map(({ run }) => run)).toEqual([1]);
  expect(countedUploads(null, [open(0), complete(1)])).toHaveLength(2);
  expect(countedUploads(expectedRunsOf(1), [open(0), complete(1)])).toHaveLength(2);
});

test('size and hash are compared where they are told, the hash in any case', () => {
  const found = (told: object) => findMismatches(expectedRunsOf([{ run: 0, ...told }]), [complete(0)]);
  expect(found({})).toEqual([]);
  expect(found({ sizeBytes: 10, sha256: hash.toUpperCase() })).toEqual([]);
  expect(found({ sizeBytes: 11 })).toEqual([{ run: 0, sizeBytes: 10, sha256: hash }]);
  expect(found({ sha256: 'cd'.repeat(32) })).toHaveLength(1);
  expect(areRunsComplete(expectedRunsOf([{ run: 0, sizeBytes: 11 }]), [complete(0)])).toBe(false);
});

test('a run that is still on its way is not judged', () => {
  expect(findMismatches(expectedRunsOf([{ run: 0, sizeBytes: 11, sha256: hash }]), [open(0)])).toEqual([]);
});
