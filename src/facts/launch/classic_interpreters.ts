// Reads perl, ruby, php, lua and java: their script, program text in clusters of flags, and what options load.
import { listPreloads, readScript } from "./interpreter_steps.ts";
import { listNames, type OptionTable, type OptionUse, readOptions } from "./read_options.ts";
import { describeScript, type ReadProgram, type Step } from "./step.ts";

interface Interpreter {
  readonly code: string;
  readonly values: string;
  readonly switches: string;
  readonly preloads?: string;
}

function readInterpreter({ code, values, switches, preloads = "" }: Interpreter): ReadProgram {
  const table: OptionTable = {
    values: listNames(`${code} ${values}`),
    switches: listNames(switches),
    stops: listNames(code),
    clusters: true,
  };
  const loading = listNames(preloads);
  return (program, rest) => readScript(program, readOptions(rest, table), loading);
}

const DIGITS = "-0 -1 -2 -3 -4 -5 -6 -7 -8 -9";

export const readPerl = readInterpreter({
  code: "-e -E",
  values: "-I -M -m -F",
  switches: `-a -c -d -D -f -g -i -l -n -p -s -S -t -T -u -U -v -V -w -W -x -X -C ${DIGITS}`,
});
export const readRuby = readInterpreter({
  code: "-e",
  values: "-I -r -C -E -F -K -x",
  switches: `-a -c -d -h -i -l -n -p -s -S -v -w -W -y -U --yjit --jit --verbose --disable-gems ${DIGITS}`,
  preloads: "-r",
});
export const readLua = readInterpreter({ code: "-e", values: "-l", switches: "-i -v -E -W", preloads: "-l" });

const PHP: OptionTable = {
  values: listNames(
    "-r -R -B -E --run --process-code --process-begin --process-end -d -c -S -t -f -F -z --define --php-ini --server --docroot --file --process-file --zend-extension",
  ),
  switches: listNames("-n -a -q -C -e -H -i -l -m -s -v -w --no-php-ini --interactive --no-header"),
  stops: listNames("-r -R -B -E --run --process-code --process-begin --process-end"),
  clusters: true,
};
const PHP_LOADS =
  /^(?:auto_prepend_file|auto_append_file|extension|zend_extension|ffi\.preload|opcache\.preload)=["']?/i;

export const readPhp: ReadProgram = (program, rest): Step => {
  const reading = readOptions(rest, PHP);
  const options = reading.options.map(readSetting);
  const file = options.find((use) => ["-f", "-F", "--file", "--process-file"].includes(use.name));
  const loaded = listPreloads(program, options, listNames("load -z --zend-extension"));
  const script = file?.value === undefined ? {} : { script: { path: file.value, pointer: file.pointer } };
  return { ...readScript(program, reading), ...script, ...loaded };
};

/** `-d auto_prepend_file=x` as the option `load` with the value `x`. */
function readSetting(use: OptionUse): OptionUse {
  const value = use.value ?? "";
  const setting = use.name === "-d" || use.name === "--define" ? PHP_LOADS.exec(value) : null;
  return setting === null ? use : { ...use, name: "load", value: value.slice(setting[0].length).replace(/["']$/, "") };
}

const JAVA: OptionTable = {
  values: listNames(
    "-cp -classpath --class-path -p --module-path --add-modules --add-opens --add-exports --add-reads --patch-module -jar -m --module --source",
  ),
  switches: new Set(),
  stops: listNames("-jar -m --module"),
};

export const readJava: ReadProgram = (program, rest) => {
  const reading = readOptions(rest, JAVA);
  const agents = reading.options.flatMap(({ name, value, pointer }) => {
    const path =
      /^-(?:javaagent|agentpath|agentlib):(.*)$/s.exec(name)?.[1] ?? /^-Xbootclasspath\/[ap]:(.*)$/s.exec(name)?.[1];
    if (path !== undefined) return [{ path, pointer }];
    return value !== undefined && /^-XX:(?:Flags|VMOptionsFile)$/.test(name) ? [{ path: value, pointer }] : [];
  });
  const handler = reading.options.find((use) => /^-XX:On(?:Error|OutOfMemoryError)$/.test(use.name));
  const loaded: Step = {
    ...(agents.length === 0 ? {} : { preloads: agents }),
    ...(handler === undefined ? {} : { inline_code: { program, flag: handler.name, pointer: handler.pointer } }),
  };
  const jar = reading.stop;
  if (jar?.name === "-jar" && jar.value !== undefined)
    return { ...loaded, script: { path: jar.value, pointer: jar.pointer } };
  return { ...loaded, ...(reading.rest[0]?.text.endsWith(".java") ? describeScript(reading.rest[0]) : {}) };
};
