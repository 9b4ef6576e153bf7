/** English words of the API reference. */
export const enReference = {
  reference: {
    title: "API reference",
    lead: "Every route this server answers now, made from its own OpenAPI document. Requests sent from this page act with your rights.",
    find: "Find a route",
    document: "OpenAPI document",
    none: (words: string) => `No route matches “${words}”`,
    open: "Without signing in",
    parameters: "Parameters",
    body: "Request body",
    answer: (status: string) => `Answer ${status}`,
    empty: (status: string) => `Answer ${status}, without a body`,
    refused: "Refusals",
    otherwise: "otherwise",
    name: "Field",
    type: "Type",
    limits: "Limits",
    needed: "needed",
    standard: (value: string) => `${value} when left out`,
    tryOut: "Try it out",
    send: (method: string) => `Send ${method}`,
  },
};
