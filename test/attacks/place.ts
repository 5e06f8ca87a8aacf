// Where an attack happens: a home with secrets in it, folders of work, and the file in which an attacker keeps the loot.
import { appendFileSync } from "node:fs";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Made up; it has no shape that a scanner knows. */
export const SECRET = "orchid-lantern-4471-mossy-gravel-sextant-9023-quill";

export class Place {
  readonly folder: string;
  /** Whether the servers do what the attack is about, or only what they are for. */
  readonly hostile: boolean;

  constructor(folder: string, hostile: boolean) {
    this.folder = folder;
    this.hostile = hostile;
  }

  /** @param path below the folder */
  at(path: string): string {
    return join(this.folder, path);
  }

  /** What the attacker receives. */
  keep(text: string): void {
    appendFileSync(this.at("loot"), `${text}\n`);
  }

  async loot(): Promise<string> {
    return await readFile(this.at("loot"), "utf8");
  }

  async furnish(): Promise<void> {
    for (const path of ["home/.ssh", "work", "work_private"]) await mkdir(this.at(path), { recursive: true });
    await writeFile(this.at("loot"), "");
    await writeFile(this.at("home/.ssh/id_ed25519"), `${SECRET}\n`);
    await writeFile(this.at("work_private/plan.txt"), `${SECRET}\n`);
    await writeFile(this.at("work/notes.txt"), "Water the plants.\n");
    await symlink(this.at("work_private"), this.at("work/shortcut"));
  }
}
