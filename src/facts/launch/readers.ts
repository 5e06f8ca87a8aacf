// Which reader understands which program, by the program's base name.
import { readJava, readLua, readPerl, readPhp, readRuby } from "./classic_interpreters.ts";
import { readCmdShell } from "./cmd_shell.ts";
import { readCargo, readDnx, readDotnet, readGo } from "./compiled_runners.ts";
import { readComposeProgram, readContainerEngine } from "./containers.ts";
import { readEnv } from "./env_program.ts";
import { awks, evaluators, readAwk, readEvaluator, readWindowsLoader, windowsLoaders } from "./evaluators.ts";
import { readCorepack, readGem, readNix, readPip } from "./installers.ts";
import { readBun, readBunx, readNpm, readNpx, readPnpm, readPnpx, readYarn } from "./npm_runners.ts";
import { posixShells, readPosixShell } from "./posix_shell.ts";
import { readPowershell } from "./powershell.ts";
import { prefixPrograms, readPrefix, readRunas } from "./prefixes.ts";
import { readPipRun, readPipx, readUv, readUvx } from "./python_runners.ts";
import { readDeno, readNode, readPython } from "./script_programs.ts";
import { readFind, readSsh, readStarter, readTextOption, starterPrograms, textOptionPrograms } from "./starters.ts";
import type { ReadProgram } from "./step.ts";

const READERS = new Map<string, ReadProgram>([
  ...[...prefixPrograms].map((name): [string, ReadProgram] => [name, readPrefix]),
  ...posixShells.map((name): [string, ReadProgram] => [name, readPosixShell]),
  ...starterPrograms.map((name): [string, ReadProgram] => [name, readStarter]),
  ...evaluators.map((name): [string, ReadProgram] => [name, readEvaluator]),
  ...awks.map((name): [string, ReadProgram] => [name, readAwk]),
  ...windowsLoaders.map((name): [string, ReadProgram] => [name, readWindowsLoader]),
  ...textOptionPrograms.map((name): [string, ReadProgram] => [name, readTextOption]),
  ["find", readFind],
  ["gfind", readFind],
  ["ssh", readSsh],
  ["autossh", readSsh],
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
  ["luajit", readLua],
  ["jruby", readRuby],
  ["pip", readPip],
  ["pip3", readPip],
  ["gem", readGem],
  ["nix", readNix],
  ["corepack", readCorepack],
  ["go", readGo],
  ["cargo", readCargo],
  ["dotnet", readDotnet],
  ["dnx", readDnx],
  ["docker", readContainerEngine],
  ["podman", readContainerEngine],
  ["nerdctl", readContainerEngine],
  ["finch", readContainerEngine],
  ["nerdctl.lima", readContainerEngine],
  ["docker.lima", readContainerEngine],
  ["podman-remote", readContainerEngine],
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
