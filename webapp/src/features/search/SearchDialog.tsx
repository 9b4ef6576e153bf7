import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useRouterState } from "@tanstack/react-router";
import { LoaderCircle } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { directRoomQuery } from "@/api/rooms";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/field";
import { closeSearch } from "@/keys/searchRequest";
import { text } from "@/text/text";
import { ResultLine } from "./ResultLine";
import { useResults, type Result } from "./useResults";

/** Finds rooms by name and messages by their words, and leads there. */
export function SearchDialog({ words: first }: { words: string }) {
  const words = text.search;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState(first);
  const [onlyHere, setOnlyHere] = useState(false);
  const [chosen, setChosen] = useState({ typed: "", index: 0 });
  const navigate = useNavigate();
  const { roomId } = useParams({ strict: false }) as { roomId?: string };
  const direct = useRouterState({ select: (state) => state.location.pathname === "/dm" });
  const directId = useQuery(directRoomQuery).data?.room_id;
  const { results, found, words: query, short, settled } = useResults(typed, roomId ?? (direct ? directId : undefined), onlyHere);
  const active = chosen.typed === typed ? Math.min(chosen.index, results.length - 1) : 0;
  const line = (index: number) => `${id}-${index}`;

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const open = (result: Result) => {
    closeSearch();
    const room = result.kind === "room" ? result.room.id : result.hit.room_id;
    const search = result.kind === "room" ? {} : { message: result.hit.message.id, words: query };
    if (room === directId) void navigate({ to: "/dm", search });
    else void navigate({ to: "/rooms/$roomId", params: { roomId: room }, search });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || results.length === 0) return;
    const move = (step: number) => setChosen({ typed, index: (active + step + results.length) % results.length });
    const result = results[active];
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && result) open(result);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog open onOpenChange={closeSearch} title={words.title} className="sm:top-[10vh] sm:max-w-xl">
      <div className="grid gap-3">
        <Input
          type="search"
          className="[&::-webkit-search-cancel-button]:hidden"
          role="combobox"
          aria-label={words.field}
          aria-expanded={results.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={results.length > 0 ? line(active) : undefined}
          aria-autocomplete="list"
          placeholder={words.placeholder}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {(roomId ?? direct) && (
          <label className="flex w-fit items-center gap-2 text-small pointer-coarse:min-h-11">
            <input type="checkbox" className="size-4 accent-(--accent-strong)" checked={onlyHere} onChange={(event) => setOnlyHere(event.target.checked)} />
            {words.here}
          </label>
        )}
        <p role="status" className="flex min-h-5 items-center gap-2 text-tiny text-muted">
          {found.isFetching && <LoaderCircle aria-hidden className="size-3.5 animate-spin" />}
          {statusOf()}
        </p>
        <div ref={list} id={`${id}-list`} role="listbox" aria-label={words.results(results.length)} className="-mx-3">
          {results.map((result, index) => (
            <ResultLine key={result.key} id={line(index)} result={result} query={query} active={index === active} onOpen={() => open(result)} />
          ))}
        </div>
        {found.hasNextPage && (
          <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {words.more}
          </Button>
        )}
      </div>
    </Dialog>
  );

  function statusOf(): string {
    if (found.isError) return wordsFor(found.error);
    if (typed.trim() === "") return words.hint;
    if (!settled) return words.searching;
    if (results.length > 0) return words.results(results.length);
    return short ? words.short : words.none(query);
  }
}
