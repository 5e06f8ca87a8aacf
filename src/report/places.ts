// Turns the places where configurations were looked for into a list for people or into JSON.
import type { DiscoveredPlace } from "../normalize/discover.ts";
import type { Colors } from "./colors.ts";
import { renderJson } from "./json_text.ts";
import { count, printable } from "./place.ts";

function renderPlace({ client, source, path, found }: DiscoveredPlace, colors: Colors): string[] {
  const owner = colors.dim(`${client}, ${source}`);
  if (found.length === 0) return [`  ${colors.dim("-    ")}  ${colors.dim(printable(path))}  ${owner}`];
  return found.map((file) => `  ${colors.green("found")}  ${printable(file)}  ${owner}`);
}

/** What was found stands last, where people look first on a terminal. */
export function renderPlacesText(places: readonly DiscoveredPlace[], colors: Colors): string {
  const files = places.flatMap(({ found }) => found);
  const ordered = [
    ...places.filter(({ found }) => found.length === 0),
    ...places.filter(({ found }) => found.length > 0),
  ];
  const lines = ordered.flatMap((place) => renderPlace(place, colors));
  const summary = `${count(files.length, "file")} found, ${count(places.length, "place")} looked at`;
  return `${[...lines, "", summary].join("\n")}\n`;
}

/** Stable: members are added, never changed or removed. */
export function renderPlacesJson(places: readonly DiscoveredPlace[]): string {
  return renderJson({ version: 1, places });
}
