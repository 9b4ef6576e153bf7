import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { url } from "./server";

/** A way to the server that can be cut: what is under way on it ends at once, also a stream, and nothing gets through until it is mended. */
export class Line {
  private readonly sockets = new Set<Socket>();
  private whole = true;

  private constructor(
    readonly url: string,
    private readonly end: () => void,
  ) {}

  static async open(): Promise<Line> {
    const server = createServer((near) => line.carry(near));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const line = new Line(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => server.close());
    return line;
  }

  cut(): void {
    this.whole = false;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.whole = true;
  }

  close(): void {
    this.cut();
    this.end();
  }

  private carry(near: Socket): void {
    if (!this.whole) {
      near.destroy();
      return;
    }
    const far = connect(Number(new URL(url).port), new URL(url).hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        this.sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}
