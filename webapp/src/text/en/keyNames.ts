export const keyNames = { Ctrl: "Ctrl", Shift: "Shift", Enter: "Enter", Esc: "Esc", Alt: "Alt" };
