// Finds the objects among the arguments that the operator's settings label, such as `acme/plans: private`.
//
// Limits: an object is found by its name as the settings spell it: the value of one argument, or two or three string
// arguments next to each other joined by slashes, in the order sent and in no other. Neither letter case nor any other
// spelling of the same object is undone.
import type { ObjectFact } from "../../generated/event.ts";
import type { ArgumentText } from "../arguments/list_strings.ts";

type Label = NonNullable<ObjectFact["labels"]>[number];

/** The operator's labels, by the name of the object. */
export type DataLabels = ReadonlyMap<string, Label>;

const MOST_JOINED = 3;
/** No name of an object is longer: joining is not worth it. */
const MAX_NAME_LENGTH = 1024;

export function findObjects(
  texts: readonly Pick<ArgumentText, "pointer" | "value" | "isName">[],
  labels: DataLabels,
): ObjectFact[] {
  if (labels.size === 0) return [];
  const values = texts.filter(({ isName }) => !isName);
  return values.flatMap(({ pointer }, start) => {
    const facts: ObjectFact[] = [];
    let name = "";
    for (const [index, { value }] of values.slice(start, start + MOST_JOINED).entries()) {
      if (value.length > MAX_NAME_LENGTH) break;
      name = index === 0 ? value : `${name}/${value}`;
      const label = labels.get(name);
      if (label !== undefined) facts.push({ pointer, name, labels: [label] });
    }
    return facts;
  });
}
