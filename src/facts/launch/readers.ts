// Which reader understands which program, by the program's base name.
import { readCmdShell } from "./cmd_shell.ts";
import { readCargo, readDnx, readDotnet, readGo } from "./compiled_runners.ts";
import { readComposeProgram, readContainerEngine } from "./containers.ts";
import { readEnv } from "./env_program.ts";
import { readBun, readBunx, readNpm, readNpx, readPnpm, readPnpx, readYarn } from "./npm_runners.ts";
import { posixShells, readPosixShell } from "./posix_shell.ts";
import { readPowershell } from "./powershell.ts";
import { prefixPrograms, readPrefix, readRunas } from "./prefixes.ts";
import { readPipRun, readPipx, readUv, readUvx } from "./python_runners.ts";
import { readDeno, readJava, readLua, readNode, readPerl, readPhp, readPython, readRuby } from "./script_programs.ts";
import type { ReadProgram } from "./step.ts";

const READERS = new Map<string, ReadProgram>([
  ...[...prefixPrograms].map((name): [string, ReadProgram] => [name, readPrefix]),
  ...posixShells.map((name): [string, ReadProgram] => [name, readPosixShell]),
  ["runas", readRunas],
  ["env", readEnv],
  ["cmd", readCmdShell],
  ["powershell", readPowershell],
  ["pwsh", readPowershell],
  ["npx", readNpx],
  ["npm", readNpm],
  ["pnpm", readPnpm],
  ["pnpx", readPnpx],
  ["yarn", readYarn],
  ["yarnpkg", readYarn],
  ["bunx", readBunx],
  ["bun", readBun],
  ["uvx", readUvx],
  ["uv", readUv],
  ["pipx", readPipx],
  ["pip-run", readPipRun],
  ["node", readNode],
  ["nodejs", readNode],
  ["nodemon", readNode],
  ["tsx", readNode],
  ["ts-node", readNode],
  ["ts-node-esm", readNode],
  ["deno", readDeno],
  ["python", readPython],
  ["py", readPython],
  ["ruby", readRuby],
  ["perl", readPerl],
  ["php", readPhp],
  ["lua", readLua],
  ["java", readJava],
  ["go", readGo],
  ["cargo", readCargo],
  ["dotnet", readDotnet],
  ["dnx", readDnx],
  ["docker", readContainerEngine],
  ["podman", readContainerEngine],
  ["nerdctl", readContainerEngine],
  ["docker-compose", readComposeProgram],
  ["podman-compose", readComposeProgram],
]);
const VERSIONED = /^(python|pypy|node|ruby|perl|php|lua|pwsh|deno)w?(?:-?preview|-?\d[\d.]*t?)?$/;

export function findReader(program: string): ReadProgram | undefined {
  const exact = READERS.get(program);
  if (exact !== undefined) return exact;
  const family = VERSIONED.exec(program)?.[1];
  return family === undefined ? undefined : READERS.get(family === "pypy" ? "python" : family);
}
