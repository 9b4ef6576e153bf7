import { expect, test } from "vitest";
import type { Message } from "@/api/types";
import { lastCode } from "./useComposing";

const says = (...contents: string[]) => contents.map((content) => ({ content }) as Message);

test("the last code of the room is that of the newest message with a finished fence", () => {
  expect(lastCode(says("```js\none\n```\n\n```\ntwo\nlines\n```", "no code"))).toBe("two\nlines");
  expect(lastCode(says("~~~\na ``` b\n~~~"))).toBe("a ``` b");
  expect(lastCode(says("```\nunfinished"))).toBeUndefined();
});
