import { FakeDirectory } from './conformance/fake-directory';
import { storeChecks } from './conformance/journal-store.checks';
import { OpfsStore } from './opfs-store';

describe('OpfsStore', () => {
  it.each(storeChecks)('$name', async ({ check }) => {
    const folder = new FakeDirectory();
    const store = new OpfsStore(folder.asHandle());
    const crash = async () => new OpfsStore(folder.crash().asHandle());
    await expect(check({ store, crash })).resolves.toBeUndefined();
  });

  it('reads past a note that a crash cut, and writes the next one on a line of its own', async () => {
    const folder = new FakeDirectory();
    const store = new OpfsStore(folder.asHandle());
    await store.open('a');
    await store.note('a', 'whole');
    await store.close('a');
    const notes = folder.files.get('a.notes');
    if (notes) notes.bytes = new TextEncoder().encode('whole\n{"facts":{"ti');
    expect(await store.list()).toEqual([{ id: 'a', sizeBytes: 0, notes: ['whole'] }]);
    await store.open('a');
    await store.note('a', 'next');
    await store.close('a');
    expect(await store.list()).toEqual([{ id: 'a', sizeBytes: 0, notes: ['whole', 'next'] }]);
  });

  it('says that the disk is full, and what it had is intact', async () => {
    const folder = new FakeDirectory();
    const store = new OpfsStore(folder.asHandle());
    await store.open('a');
    await store.append('a', new Uint8Array([1, 2, 3]));
    folder.quotaBytes = 4;
    await expect(store.append('a', new Uint8Array([4, 5, 6]))).rejects.toMatchObject({
      name: 'QuotaExceededError',
    });
    expect([...(await store.read('a', 0, 3))]).toEqual([1, 2, 3]);
  });

  it('leaves alone what it is told to leave alone', async () => {
    const store = new OpfsStore(new FakeDirectory().asHandle());
    await store.open('mine');
    await store.close('mine');
    await store.open('theirs');
    expect((await store.list(['theirs'])).map(({ id }) => id)).toEqual(['mine']);
  });
});
