/** "1 minute", "2 minutes": English and German have the same two forms. */
export const many = (count: number, one: string, other: string) => `${count} ${count === 1 ? one : other}`;
