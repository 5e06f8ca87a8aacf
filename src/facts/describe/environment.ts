// Makes the facts of the servers that one client enables together, and works out what software is behind each.
import type { Event, Server } from "../../generated/event.ts";
import { describeLaunch } from "../launch/describe_launch.ts";
import { describeUrls } from "../urls/find_urls.ts";
import { listServerUrls } from "./connection.ts";
import type { Makers } from "./scope.ts";

export const environment: Makers = {
  urls: ({ event: { servers = [] } }) =>
    servers.flatMap((server, index) => describeUrls(listServerUrls(server, `/servers/${index}`))),
};

function withPackage(server: Server, pointerBase: string): Server {
  const { command, args = [] } = server;
  if (command === undefined || server.package !== undefined) return server;
  const found = describeLaunch({ command, args, pointerBase }).package;
  return found === undefined ? server : { ...server, package: found };
}

export function withPackages(event: Event): Event {
  const servers = event.servers?.map((server, index) => withPackage(server, `/servers/${index}`));
  return servers === undefined ? event : { ...event, servers };
}
