import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** An address of its own for a server whose port is another one after each start. */
export class PortForward {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    /** Where connections are handed on to. */
    public toPort: number,
  ) {}

  static async open(toPort: number): Promise<PortForward> {
    const server = createServer((socket) => forward.handOn(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const forward = new PortForward(server, toPort);
    return forward;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private handOn(socket: Socket): void {
    const target = connect(this.toPort, '127.0.0.1');
    for (const [one, other] of [
      [socket, target],
      [target, socket],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
