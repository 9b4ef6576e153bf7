/** What was said on the page of a new chat, on its way to the room made for it. Never survives a reload, so nothing is said twice. */
const waiting = new Map<string, string>();

export const firstWords = {
  put(roomId: string, content: string): void {
    waiting.set(roomId, content);
  },
  take(roomId: string): string | undefined {
    const content = waiting.get(roomId);
    waiting.delete(roomId);
    return content;
  },
};
