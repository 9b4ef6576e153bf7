import type { RoomFrame } from "./types";

export type SocketState = "connecting" | "open" | "lost";

/** Close codes after which trying again is pointless: session ended, not a member, no such room. */
const FINAL_CODES = new Set([4000, 4001, 4003, 4004]);
const PING_MS = 25_000;
const LONGEST_PAUSE_MS = 20_000;

export interface RoomSocketListener {
  frame(frame: RoomFrame): void;
  state(state: SocketState): void;
  /** The server will not have us; `code` is the close code. */
  refused(code: number): void;
}

/** A room's socket that comes back by itself, with growing pauses. */
export class RoomSocket {
  private readonly address: string;
  private readonly listener: RoomSocketListener;
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private beat: ReturnType<typeof setInterval> | undefined;
  private failures = 0;
  private closed = false;

  constructor(roomId: string, listener: RoomSocketListener) {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.address = `${scheme}://${location.host}/api/v1/chat/ws/rooms/${roomId}`;
    this.listener = listener;
  }

  open(): void {
    this.closed = false;
    this.connect();
    window.addEventListener("online", this.hurry);
  }

  /** Sends a frame when the socket is open; what is only worth telling now is not kept for later. */
  send(frame: object): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  close(): void {
    this.closed = true;
    window.removeEventListener("online", this.hurry);
    clearTimeout(this.timer);
    clearInterval(this.beat);
    this.socket?.close();
  }

  private connect(): void {
    clearTimeout(this.timer);
    const socket = new WebSocket(this.address);
    this.socket = socket;
    socket.onopen = () => {
      this.failures = 0;
      this.beat = setInterval(() => socket.send('{"type":"ping"}'), PING_MS);
      this.listener.state("open");
    };
    socket.onmessage = (event) => this.listener.frame(JSON.parse(String(event.data)) as RoomFrame);
    socket.onclose = (event) => {
      clearInterval(this.beat);
      if (this.closed || this.socket !== socket) return;
      if (FINAL_CODES.has(event.code)) {
        this.listener.refused(event.code);
        return;
      }
      this.failures += 1;
      this.listener.state("lost");
      this.timer = setTimeout(() => this.connect(), pause(this.failures, LONGEST_PAUSE_MS));
    };
  }

  private readonly hurry = (): void => {
    if (this.socket?.readyState === WebSocket.CLOSED) this.connect();
  };
}

/** Doubling pauses from half a second, up to `longest`, with a spread so that many clients do not return at once. */
export function pause(failures: number, longest: number): number {
  const base = Math.min(longest, 500 * 2 ** (failures - 1));
  return base * (0.75 + Math.random() * 0.5);
}
