export const tools = {
  given: "Given to",
  result: "Result",
  noArguments: "Nothing was given.",
  noResult: "Nothing came back.",
  showAll: "show all",
  showLess: "show less",
  showAllOf: (name: string) => `show all of ${name}`,
  showLessOf: (name: string) => `show less of ${name}`,
  states: {
    running: "",
    ok: "",
    empty: "nothing found",
    error: "failed",
    unavailable: "not available",
    denied: "not allowed",
    timeout: "took too long",
  },
};
