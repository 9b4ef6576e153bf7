export const welcome = {
  greeting: (hour: number): string => (hour < 5 ? "Good evening" : hour < 12 ? "Good morning" : hour < 18 ? "Good afternoon" : "Good evening"),
  lead: "Ask a question, or start with one of these.",
  examples: ["What can you do?", "What time is it in Tokyo?", "What is 17 % of 1240?", "Write a note about tomorrow's meeting"],
};
