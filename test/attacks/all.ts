// All attacks, by the names of their files.
import type { Attack } from "./attack.ts";
import { attack as command_injection } from "./attacks/command_injection.ts";
import { attack as dns_rebinding } from "./attacks/dns_rebinding.ts";
import { attack as fetch_inside } from "./attacks/fetch_inside.ts";
import { attack as folder_escape } from "./attacks/folder_escape.ts";
import { attack as hidden_text } from "./attacks/hidden_text.ts";
import { attack as install_link } from "./attacks/install_link.ts";
import { attack as link_with_command } from "./attacks/link_with_command.ts";
import { attack as message_history } from "./attacks/message_history.ts";
import { attack as public_issue } from "./attacks/public_issue.ts";
import { attack as rug_pull } from "./attacks/rug_pull.ts";
import { attack as sampling_abuse } from "./attacks/sampling_abuse.ts";
import { attack as secret_form } from "./attacks/secret_form.ts";
import { attack as session_hijacking } from "./attacks/session_hijacking.ts";
import { attack as support_ticket } from "./attacks/support_ticket.ts";
import { attack as tool_poisoning } from "./attacks/tool_poisoning.ts";
import { attack as tool_shadowing } from "./attacks/tool_shadowing.ts";

export const ATTACKS: Readonly<Record<string, Attack>> = {
  tool_poisoning,
  hidden_text,
  tool_shadowing,
  rug_pull,
  public_issue,
  support_ticket,
  message_history,
  folder_escape,
  command_injection,
  fetch_inside,
  secret_form,
  sampling_abuse,
  link_with_command,
  install_link,
  dns_rebinding,
  session_hijacking,
};
