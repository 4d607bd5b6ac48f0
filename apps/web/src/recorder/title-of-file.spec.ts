import { titleOfFile } from './title-of-file';

describe('titleOfFile', () => {
  it.each([
    ['Demo_for_Acme.mp4', 'Demo for Acme'],
    ['v1.2 final.MOV', 'v1.2 final'],
    ['.mp4', '.mp4'],
    ['   ', 'Video'],
  ])('%s → %s', (name, title) => {
    expect(titleOfFile(name)).toBe(title);
  });

  it('fits the contract', () => {
    expect(titleOfFile(`${'x'.repeat(300)}.mp4`)).toHaveLength(200);
  });

  it('cuts no character in two', () => {
    expect(titleOfFile(`x${'😀'.repeat(200)}.mp4`)).toBe(`x${'😀'.repeat(99)}`);
  });
});
