import type { Catalogue } from "../en";

export const keyNames: Catalogue["keyNames"] = { Ctrl: "Strg", Shift: "Umschalt", Enter: "Eingabe", Esc: "Esc", Alt: "Alt" };
