import { ApiError } from "@/api/http";
import { text } from "@/text/text";

/** What to say under the field, with the remedy. */
export function signInProblem(problem: unknown, named: boolean): string {
  const words = text.signIn;
  if (!(problem instanceof ApiError)) return text.failure.unexpected;
  if (problem.offline) return words.offline;
  if (problem.status === 429) return words.tooMany(Math.ceil((problem.retryAfter ?? 900) / 60));
  if (problem.status === 401) return named ? words.credentialsWrong : words.passphraseWrong;
  return problem.message;
}
