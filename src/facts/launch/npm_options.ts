// The options of npm 10 and 11, by whether the next word is their value; from @npmcli/config/lib/definitions.
import { listNames, type OptionTable } from "./read_options.ts";

const VALUES = listNames(
  "_auth access allow-directory allow-file allow-git allow-remote allow-scripts also audit-level auth-type " +
    "before ca cache cache-max cache-min cafile call cert cidr cpu depth diff diff-dst-prefix diff-src-prefix " +
    "diff-unified editor expect-result-count expires fetch-retries fetch-retry-factor fetch-retry-maxtimeout " +
    "fetch-retry-mintimeout fetch-timeout git globalconfig heading https-proxy include init-author-email " +
    "init-author-name init-author-url init-license init-module init-type init-version install-strategy key " +
    "libc local-address location lockfile-version loglevel logs-dir logs-max name maxsockets message " +
    "min-release-age min-release-age-exclude node-gyp node-options noproxy omit only orgs os otp package " +
    "pack-destination packages prefix preid provenance-file proxy registry replace-registry-host save-prefix " +
    "sbom-format sbom-type scope scopes packages-and-scopes-permission orgs-permission password " +
    "token-description script-shell searchexclude searchlimit searchopts searchstaleness shell tag " +
    "tag-version-prefix umask user-agent userconfig viewer which workspace c C L m w reg shell npm node-arg ",
);
const SWITCHES = listNames(
  "all allow-same-version audit bin-links browser bypass-2fa color commit-hooks " +
    "dangerously-allow-all-scripts description dev diff-ignore-all-space diff-name-only diff-no-prefix " +
    "diff-text dry-run engine-strict expect-results force foreground-scripts format-package-lock fund " +
    "git-tag-version global global-style if-present ignore-scripts include-staged include-workspace-root " +
    "include-attestations init-private install-links json legacy-bundling legacy-peer-deps link long offline " +
    "omit-lockfile-registry-resolved optional package-lock package-lock-only parseable allow-scripts-pending " +
    "allow-scripts-pin prefer-dedupe prefer-offline prefer-online production progress provenance read-only " +
    "rebuild-bundle save save-bundle save-dev save-exact save-optional save-peer save-prod packages-all " +
    "shrinkwrap sign-git-commit sign-git-tag strict-peer-deps strict-allow-scripts strict-ssl timing unicode " +
    "update-notifier usage version versions workspaces workspaces-update yes no-install quiet q v help h " +
    "always-spawn ignore-existing shell-auto-fallback d dd ddd s silent verbose desc local n no porcelain " +
    "readonly iwr ws a f g l S B D E O P y no-color no-audit no-fund no-progress no-save no-package-lock " +
    "no-update-notifier no-optional no-yes ",
);

/** In npx `-p` is --package; npm reads it as --parseable. */
export const npxOptions: OptionTable = {
  values: new Set([...VALUES, "p"]),
  switches: SWITCHES,
  bare: true,
  abbreviations: true,
};
export const npmOptions: OptionTable = {
  values: VALUES,
  switches: new Set([...SWITCHES, "p"]),
  bare: true,
  interleaved: true,
  abbreviations: true,
};
