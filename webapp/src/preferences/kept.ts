/**
 * One choice as this browser remembers it, so that a page begins right before the server has answered, or without it. The server's word counts.
 */
export class Kept {
  constructor(
    private readonly key: string,
    private readonly usual: string,
  ) {}

  read(): string {
    return localStorage.getItem(this.key) ?? this.usual;
  }

  /** Answers whether that changed anything; false where a browser keeps nothing. */
  write(choice: string): boolean {
    const before = this.read();
    if (choice === this.usual) localStorage.removeItem(this.key);
    else localStorage.setItem(this.key, choice);
    return choice !== before && this.read() === choice;
  }
}
