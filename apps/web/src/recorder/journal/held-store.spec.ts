import { FakeDirectory } from './conformance/fake-directory';
import { HeldStore, type Locks } from './held-store';
import { OpfsStore } from './opfs-store';

/** The locks of a browser, seen by several tabs. */
class FakeLocks implements Locks {
  private readonly held = new Set<string>();

  async request(name: string, _options: object, whileHeld: (lock: unknown) => Promise<void>): Promise<void> {
    if (this.held.has(name)) return whileHeld(null);
    this.held.add(name);
    await whileHeld({ name });
    this.held.delete(name);
  }

  async query() {
    return { held: [...this.held].map((name) => ({ name })) };
  }
}

const setUp = () => {
  const folder = new FakeDirectory();
  const locks = new FakeLocks();
  const tab = () => new HeldStore(new OpfsStore(folder.asHandle()), locks);
  return { mine: tab(), theirs: tab() };
};

describe('HeldStore', () => {
  it('shows no run that a living tab writes to, and lets nobody else open it', async () => {
    const { mine, theirs } = setUp();
    await mine.open('a');
    expect(await theirs.list()).toEqual([]);
    await expect(theirs.open('a')).rejects.toMatchObject({ name: 'HeldElsewhereError' });
  });

  it('gives the run up with closing and deleting', async () => {
    const { mine, theirs } = setUp();
    await mine.open('a');
    await mine.close('a');
    expect(await theirs.list()).toHaveLength(1);
    await theirs.open('a');
    await theirs.remove('a');
    await mine.open('a');
    expect(await theirs.list()).toEqual([]);
  });
});
