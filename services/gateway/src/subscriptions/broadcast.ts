/** Whoever reads slower than things happen finds the newest of them, not all. */
const mostWaiting = 100;

/** Events for any number of readers, none of whom waits for another. */
export class Broadcast<Event> {
  private readonly queues = new Set<EventQueue<Event>>();

  publish(event: Event): void {
    for (const queue of this.queues) queue.push(event);
  }

  /** From now on, whenever it is read; `first` are events that went before. */
  subscribe(isWanted: (event: Event) => boolean, first: readonly Event[] = []): AsyncIterableIterator<Event> {
    const queue = new EventQueue(isWanted, () => this.queues.delete(queue));
    for (const event of first) queue.push(event);
    this.queues.add(queue);
    return queue;
  }
}

class EventQueue<Event> implements AsyncIterableIterator<Event> {
  private readonly waiting: Event[] = [];
  private readonly readers: ((result: IteratorResult<Event>) => void)[] = [];
  private isOver = false;

  constructor(
    private readonly isWanted: (event: Event) => boolean,
    private readonly onReturn: () => void,
  ) {}

  push(event: Event): void {
    if (this.isOver || !this.isWanted(event)) return;
    const reader = this.readers.shift();
    if (reader !== undefined) {
      reader({ value: event, done: false });
      return;
    }
    this.waiting.push(event);
    if (this.waiting.length > mostWaiting) this.waiting.shift();
  }

  next(): Promise<IteratorResult<Event>> {
    const event = this.waiting.shift();
    if (event !== undefined) return Promise.resolve({ value: event, done: false });
    if (this.isOver) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => this.readers.push(resolve));
  }

  return(): Promise<IteratorResult<Event>> {
    this.isOver = true;
    this.waiting.length = 0;
    for (const reader of this.readers.splice(0)) reader({ value: undefined, done: true });
    this.onReturn();
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
