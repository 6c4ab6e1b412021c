/** As many places as there may be taken at once: by connections that stay open, or by work that is dear. */
export class LimitedPlaces {
  private taken = 0;

  constructor(private readonly most: number) {}

  /** What gives the place back, or null where there is none. */
  take(): (() => void) | null {
    if (this.taken >= this.most) return null;
    this.taken += 1;
    let isGiven = false;
    return () => {
      if (!isGiven) this.taken -= 1;
      isGiven = true;
    };
  }
}
