// What `wrap` is compared with: a process between client and server that copies bytes and looks at none of them.
import { spawn } from "node:child_process";
import { createServer, request } from "node:http";

const [mode = "", target = "", ...args] = process.argv.slice(2);

function copyPipes(): void {
  const child = spawn(target, args, { stdio: ["pipe", "pipe", "inherit"] });
  process.stdin.pipe(child.stdin);
  child.stdout.pipe(process.stdout);
  child.on("exit", (code) => process.exit(code ?? 1));
}

function copyRequests(): void {
  const url = new URL(target);
  const listener = createServer((incoming, outgoing) => {
    const { method, headers } = incoming;
    const forwarded = request(url, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on("error", () => outgoing.destroy());
    outgoing.on("close", () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  listener.listen(0, "127.0.0.1", () => {
    const address = listener.address();
    console.log(typeof address === "object" ? address?.port : address);
  });
}

if (mode === "http") copyRequests();
else copyPipes();
