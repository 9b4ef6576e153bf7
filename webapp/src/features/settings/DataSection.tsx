import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, Upload } from "lucide-react";
import { useRef } from "react";
import { exportMine, importMine } from "@/api/data";
import { roomsQuery } from "@/api/rooms";
import { useNotices } from "@/components/notices";
import { Section } from "@/components/section";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { text } from "@/text/text";

class NotAnExport extends Error {}

export default function DataSection() {
  const words = text.data;
  const { tell } = useNotices();
  const cache = useQueryClient();
  const file = useRef<HTMLInputElement>(null);
  const failed = (problem: unknown) => tell(problem instanceof NotAnExport ? words.notJson : wordsFor(problem), "danger");
  const download = useMutation({
    mutationFn: exportMine,
    onSuccess: (blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `sparkbot-${new Date().toISOString().slice(0, 10)}.json`;
      link.click();
      URL.revokeObjectURL(link.href);
    },
    onError: failed,
  });
  const read = useMutation({
    mutationFn: async (chosen: File) => {
      let parsed: unknown;
      try {
        parsed = JSON.parse(await chosen.text());
      } catch {
        throw new NotAnExport();
      }
      return importMine(parsed);
    },
    onSuccess: async ({ rooms, messages }) => {
      tell(words.imported(rooms, messages));
      await cache.invalidateQueries({ queryKey: roomsQuery.queryKey });
    },
    onError: failed,
  });
  return (
    <>
      <Section title={words.title} lead={words.lead}>
        <div>
          <Button busy={download.isPending} onClick={() => download.mutate()}>
            <Download aria-hidden className="size-4" />
            {words.export}
          </Button>
        </div>
      </Section>
      <Section title={words.importTitle} lead={words.importLead}>
        <div>
          <input
            ref={file}
            type="file"
            accept="application/json,.json"
            className="sr-only"
            tabIndex={-1}
            aria-hidden
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              event.target.value = "";
              if (chosen) read.mutate(chosen);
            }}
          />
          <Button busy={read.isPending} onClick={() => file.current?.click()}>
            <Upload aria-hidden className="size-4" />
            {words.choose}
          </Button>
        </div>
      </Section>
    </>
  );
}
