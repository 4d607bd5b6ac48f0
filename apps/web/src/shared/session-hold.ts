/**
 * Keeps the app from leaving the screen when the session has ended: a recording must not be interrupted by a sign-in
 * page. Who holds it asks for the password on its own screen.
 */
class SessionHold {
  private holders = 0;

  get isHeld(): boolean {
    return this.holders > 0;
  }

  /** @returns a function that lets go, once */
  take(): () => void {
    let isTaken = true;
    this.holders += 1;
    return () => {
      if (isTaken) this.holders -= 1;
      isTaken = false;
    };
  }
}

/** One for the tab. */
export const sessionHold = new SessionHold();
