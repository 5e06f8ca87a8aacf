// Fills in what entries leave unsaid and every guard knows: an incident's text names what was wrong, not what was as always.
import type { Authorization, Http } from "../../src/generated/event.ts";

function hostOf(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : new URL(text).host;
  } catch {
    return undefined;
  }
}

type Phase = Authorization["phase"];
type Complete = (said: Authorization) => Partial<Authorization>;

/** An issuer that is compared with nothing is the recorded one. */
const withIssuer: Complete = ({ issuer, recorded_issuer }) => ({
  ...(recorded_issuer === undefined && issuer !== undefined ? { recorded_issuer: issuer } : {}),
  ...(issuer === undefined && recorded_issuer !== undefined ? { issuer: recorded_issuer } : {}),
});

const COMPLETE: Readonly<Record<Phase, Complete>> = {
  discovery: withIssuer,
  registration: () => ({ registration: "dynamic" }),
  authorize: (said) => ({
    ...withIssuer(said),
    registration: "static",
    ...(said.pkce_method === "S256" ? { code_challenge_methods_supported: ["S256"] } : {}),
  }),
  // Whether a callback names its issuer is what mix-up is about: nothing is filled in.
  callback: ({ issuer }) => ({
    ...(issuer === undefined ? { issuer_parameter_supported: false } : {}),
    state_used: false,
    state_age_seconds: 0,
  }),
  token: withIssuer,
  request: (said) => {
    const token_host = hostOf(said.url ?? said.resource);
    return {
      token_verified: true,
      token_expired: false,
      required_scopes: [],
      ...(token_host === undefined ? {} : { token_host }),
      ...(said.url === undefined && said.resource !== undefined ? { url: said.resource } : {}),
    };
  },
};

/** @param said what the entry says; it is never changed */
export function completeAuthorization(said: Authorization): Authorization {
  return { ...COMPLETE[said.phase](said), ...said };
}

/** A listener that is reached from elsewhere listens elsewhere than on loopback, and is addressed by a name of its own. */
export function completeHttp(said: Http): Http {
  const { bind_address, remote_address, host, allowed_hosts } = said;
  const remote = remote_address === undefined || /^(?:127\.|::1$)/.test(remote_address) ? undefined : "0.0.0.0";
  const own = allowed_hosts?.[0];
  return {
    ...(bind_address === undefined && remote !== undefined ? { bind_address: remote } : {}),
    ...(host === undefined && own !== undefined ? { host: own } : {}),
    ...said,
  };
}
