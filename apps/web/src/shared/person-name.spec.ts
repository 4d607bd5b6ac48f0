import { initialsOf } from './person-name';

describe('initialsOf', () => {
  it.each([
    ['Jane Doe', 'JD'],
    ['Mary Jane Watson', 'MW'],
    ['jane.doe@acme.example', 'JE'],
    ['Zoë', 'Z'],
    ['🎈Balloon Doe', '🎈D'],
    ['👩‍👩‍👧 Family', '👩‍👩‍👧F'],
    ['محمد علي', 'مع'],
    ['', '?'],
  ])('%s is %s', (name, initials) => expect(initialsOf(name)).toBe(initials));
});
