// Turns an operating system into the folders in which clients keep their configuration.
import { join } from "node:path";

/** What locating needs to know about a machine; nothing is taken from the running process. */
export interface Machine {
  home: string;
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** The top of the system's own folders on Linux and macOS. Default `/`. */
  root?: string;
}

export interface Folders {
  home: string;
  env: Machine["env"];
  platform: Machine["platform"];
  /** Where applications keep the user's settings: ~/.config, ~/Library/Application Support, %APPDATA%. */
  applications: string;
  /** Where command-line programs keep them: ~/.config, on macOS too, and %APPDATA%. */
  config: string;
  /** Where an administrator's settings stand: /etc, /Library/Application Support, %ProgramData%. */
  system: string;
  /** Where an administrator's settings of programs in %ProgramFiles% stand; elsewhere the same as `system`. */
  programs: string;
  /** Where an administrator's settings of command-line programs stand: /etc, on macOS too; on Windows the same as `system`. */
  etc: string;
}

export function listFolders({ home, platform, env, root = "/" }: Machine): Folders {
  const known = { home, env, platform };
  const config = env.XDG_CONFIG_HOME || join(home, ".config");
  const etc = join(root, "etc");
  switch (platform) {
    case "darwin": {
      const system = join(root, "Library", "Application Support");
      return {
        ...known,
        applications: join(home, "Library", "Application Support"),
        config,
        system,
        programs: system,
        etc,
      };
    }
    case "win32": {
      const applications = env.APPDATA || join(home, "AppData", "Roaming");
      const system = env.ProgramData || "C:\\ProgramData";
      const programs = env.ProgramFiles || "C:\\Program Files";
      return { ...known, applications, config: applications, system, programs, etc: system };
    }
    default: {
      return { ...known, applications: config, config, system: etc, programs: etc, etc };
    }
  }
}
