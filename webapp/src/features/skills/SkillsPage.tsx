import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Puzzle, SearchX } from "lucide-react";
import { skillsQuery } from "@/api/skills";
import type { Skill } from "@/api/types";
import { Page } from "@/components/page";
import { Blank, Failure } from "@/components/states";
import { SearchField } from "@/components/ui/search-field";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "@/text/text";
import { PolicyChips } from "./PolicyChips";

export function SkillsPage() {
  const words = text.skills;
  const skills = useQuery(skillsQuery);
  const { q = "" } = useSearch({ strict: false }) as { q?: string };
  const navigate = useNavigate();
  const all = skills.data?.skills ?? [];
  const found = all.filter((skill) => `${skill.name} ${skill.description}`.toLowerCase().includes(q.trim().toLowerCase()));

  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        all.length > 0 && (
          <SearchField
            className="w-60"
            label={words.search}
            value={q}
            onChange={(value) => void navigate({ to: "/skills", search: value ? { q: value } : {}, replace: true })}
          />
        )
      }
    >
      {skills.isPending && <Loading />}
      {skills.isError && <Failure problem={skills.error} retry={() => void skills.refetch()} />}
      {skills.isSuccess && all.length === 0 && (
        <Blank icon={Puzzle} title={words.empty}>
          {words.howTo}
        </Blank>
      )}
      {all.length > 0 && found.length === 0 && <Blank icon={SearchX} title={words.noMatch(q)} />}
      {found.length > 0 && (
        <>
          <SkillTable skills={found} />
          <p className="max-w-2xl text-small text-muted">{words.howTo}</p>
        </>
      )}
    </Page>
  );
}

function SkillTable({ skills }: { skills: readonly Skill[] }) {
  const words = text.skills;
  return (
    <div className="overflow-hidden rounded-card border border-line">
      <table className="w-full border-collapse text-small max-sm:block">
        <thead className="bg-bg text-left text-tiny whitespace-nowrap text-muted max-sm:sr-only">
          <tr>
            <th scope="col" className="px-4 py-2 font-medium">
              {words.columns.name}
            </th>
            <th scope="col" className="px-4 py-2 font-medium">
              {words.columns.may}
            </th>
            <th scope="col" className="px-4 py-2 font-medium">
              {words.columns.from}
            </th>
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {skills.map((skill) => (
            <tr key={skill.name} className="border-t border-line first:max-sm:border-0 max-sm:block max-sm:py-2">
              <th scope="row" className="w-1/2 px-4 py-3 text-left align-top font-normal max-sm:block max-sm:w-full max-sm:py-1">
                <code className="font-mono text-small font-medium">{skill.name}</code>
                <p className="mt-0.5 text-muted">{skill.description}</p>
                {skill.available === false && <p className="mt-1 text-wait">{skill.unavailable_reason ?? words.unavailable}</p>}
              </th>
              <td className="px-4 py-3 align-top max-sm:block max-sm:py-1">
                <PolicyChips skill={skill} />
              </td>
              <td className="px-4 py-3 align-top text-muted max-sm:block max-sm:py-1">
                {skill.skill_id}
                {skill.version && <span className="tabular"> {skill.version}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Loading() {
  return (
    <div aria-busy className="grid gap-px overflow-hidden rounded-card border border-line">
      {[1, 2, 3].map((row) => (
        <div key={row} className="flex h-[68px] items-center gap-6 px-4">
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="h-4 w-1/4" />
        </div>
      ))}
    </div>
  );
}
