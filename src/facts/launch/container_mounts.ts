// Turns -v, --volume and --mount values into the host paths (or volumes) that a container can reach.
import type { LaunchContainer } from "../../generated/event.ts";
import { listOptions, type OptionReading, type OptionUse } from "./read_options.ts";

type Mount = LaunchContainer["mounts"][number];

const WINDOWS_SOURCE = /^([a-z]:(?:[\\/][^:]*)?):(.*)$/is;

export function readMounts(reading: OptionReading): Mount[] {
  return [
    ...listOptions(reading, "-v", "--volume").flatMap(readVolume),
    ...listOptions(reading, "--mount").flatMap(readMount),
    ...listOptions(reading, "--use-api-socket").flatMap(readSocket),
  ];
}

/** Docker hands its own socket, and the credentials to it, to the container. */
function readSocket(use: OptionUse): Mount[] {
  if (isOff(use)) return [];
  return [{ source: "/var/run/docker.sock", target: "/var/run/docker.sock", read_only: false, pointer: use.pointer }];
}

export function isOff(use: OptionUse): boolean {
  return /^(?:false|f|0)$/i.test(use.value ?? "true");
}

function readVolume(use: OptionUse): Mount[] {
  const value = use.value ?? "";
  const windows = WINDOWS_SOURCE.exec(value);
  const colon = findSeparator(value);
  const source = windows?.[1] ?? (colon < 0 ? undefined : value.slice(0, colon));
  // A lone path is a fresh volume: nothing of the host is behind it.
  if (source === undefined || source === "") return [];
  const rest = windows?.[2] ?? value.slice(colon + 1);
  const target = /^(?:[a-z]:[\\/])?[^:]*/i.exec(rest)?.[0] ?? rest;
  const options = rest.slice(target.length + 1).split(",");
  const read_only = options.some((option) => option === "ro" || option === "readonly");
  return [{ source, ...(target === "" ? {} : { target }), read_only, pointer: use.pointer }];
}

/** The first colon outside `${...}`, where editors write `${env:HOME}`. */
function findSeparator(value: string): number {
  let depth = 0;
  for (let at = 0; at < value.length; at += 1) {
    const letter = value.charAt(at);
    if (letter === "{" && value.charAt(at - 1) === "$") depth += 1;
    else if (letter === "}" && depth > 0) depth -= 1;
    else if (letter === ":" && depth === 0) return at;
  }
  return -1;
}

function readMount(use: OptionUse): Mount[] {
  const fields = new Map<string, string>();
  for (const part of (use.value ?? "").split(",")) {
    const equals = part.indexOf("=");
    const device = /^"?volume-opt="?device=(.*?)"?$/is.exec(part.trim())?.[1];
    if (device !== undefined) fields.set("device", device);
    const name = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase().replace(/^"/, "");
    fields.set(
      name,
      equals < 0
        ? "true"
        : part
            .slice(equals + 1)
            .trim()
            .replace(/"$/, ""),
    );
  }
  // A volume with a device is a mount of that device or folder, whatever the volume is called.
  const source = fields.get("device") ?? fields.get("source") ?? fields.get("src");
  if (source === undefined || source === "") return [];
  const target = fields.get("target") ?? fields.get("destination") ?? fields.get("dst");
  const read_only = /^(?:true|1)$/i.test(fields.get("readonly") ?? fields.get("ro") ?? "false");
  return [{ source, ...(target === undefined ? {} : { target }), read_only, pointer: use.pointer }];
}
