import type { NewVideo, RecordingsApi } from './recordings-api';

/** Makes the video of a recording once, however often it is asked for and however many answers are lost. */
export class VideoBooking {
  private creating: Promise<NewVideo> | null = null;
  private made: NewVideo | null = null;
  /** The same for every repetition, so that a lost answer does not leave a second video. */
  private bookingKey: string = crypto.randomUUID();

  /** @param announce told of the video as soon as it exists */
  constructor(
    private readonly api: RecordingsApi,
    private readonly announce: (video: NewVideo) => void,
  ) {}

  /**
   * The video, made now if need be.
   * @param title of the video, should it be new; 1–200 characters
   * @throws TransportError; asking again tries again
   */
  async ensure(title: string): Promise<NewVideo> {
    this.creating ??= this.create(title);
    const { creating } = this;
    try {
      return await creating;
    } catch (error) {
      if (this.creating === creating) this.creating = null;
      throw error;
    }
  }

  /** Under which the video is made: asked with the same key, the server answers with the same video. */
  get key(): string {
    return this.bookingKey;
  }

  /** The video, if it exists already. */
  get video(): NewVideo | null {
    return this.made;
  }

  /** Goes on with a video that was booked before. @param video null when its answer never came */
  adopt(video: NewVideo | null, key: string): void {
    this.bookingKey = key;
    this.creating = video && Promise.resolve(video);
    this.made = video;
    if (video) this.announce(video);
  }

  /** The next {@link ensure} makes another video. */
  forget(): void {
    this.creating = null;
    this.made = null;
    this.bookingKey = crypto.randomUUID();
  }

  private async create(title: string): Promise<NewVideo> {
    const video = await this.api.create(title, 'recording', this.bookingKey);
    this.made = video;
    this.announce(video);
    return video;
  }
}
