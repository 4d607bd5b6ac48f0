/** A share that glides to 0 or 1 and may turn back on its way: softens what would be a jump in the picture. */
export class Glide {
  private target = 0;
  private from = 0;
  private sinceMs = Number.NEGATIVE_INFINITY;

  /** @param durationMs of the whole way; 0 = it jumps */
  constructor(private readonly durationMs: number) {}

  /** Goes to 1 or back to 0. @param nowMs monotonic milliseconds */
  turn(isOn: boolean, nowMs: number): void {
    const target = isOn ? 1 : 0;
    if (target === this.target) return;
    this.from = this.at(nowMs);
    this.target = target;
    this.sinceMs = nowMs;
  }

  /** @returns 0–1, exactly 0 or 1 at the ends */
  at(nowMs: number): number {
    const passed = (nowMs - this.sinceMs) / this.durationMs;
    if (!(passed < 1)) return this.target;
    const eased = passed < 0 ? 0 : passed * passed * (3 - 2 * passed);
    return this.from + (this.target - this.from) * eased;
  }
}
