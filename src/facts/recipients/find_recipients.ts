// Finds the mail addresses among the arguments that something is sent to.
//
// Limits: found are texts with an `@` under names such as to, cc, bcc, recipients or email; ids of users, channels and
// phone numbers are not. No grammar of RFC 5322 decides here: mail programs accept more than it allows, and each its own
// share of it, so every part of the text with an `@` counts, those in display names and comments, too.
import { domainToASCII } from "node:url";
import type { RecipientFact } from "../../generated/event.ts";
import type { ArgumentText } from "../arguments/list_strings.ts";

const RECIPIENT_WORDS = new Set(
  "to cc bcc recipient recipients email emails mail mailto addressee addressees attendee attendees invitee invitees".split(
    " ",
  ),
);

/** Attacker-controlled: every address becomes a fact. */
const MAX_RECIPIENTS = 1024;
const MAX_ADDRESS_LENGTH = 1024;
/** What separates addresses, or stands around them: `Name <a@b>`, `a@b; c@d`, `mailto:a@b`, and line breaks. */
const BETWEEN = /[\s<>,;:"()]+/;
const BETWEEN_IN_LINK = /[\s<>,;:"()?&=]+/;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function addressesOf(value: string): string[] {
  const text = value.normalize("NFKC");
  const isLink = /mailto:/i.test(text);
  return (isLink ? decode(text) : text).split(isLink ? BETWEEN_IN_LINK : BETWEEN).filter((part) => part.includes("@"));
}

function domainOf(address: string): string {
  const domain = address.slice(address.lastIndexOf("@") + 1).replace(/\.$/, "");
  return domainToASCII(domain) || domain;
}

/** @throws {RangeError} when there are too many, or one is longer than any address */
export function findRecipients(texts: readonly ArgumentText[]): RecipientFact[] {
  const facts: RecipientFact[] = [];
  for (const { pointer, value, words, outer, isName } of texts) {
    if (isName || !/[@\uff20\ufe6b]|%40/.test(value)) continue;
    if (![...words, ...outer].some((word) => RECIPIENT_WORDS.has(word))) continue;
    for (const part of addressesOf(value)) {
      if (facts.length >= MAX_RECIPIENTS) throw new RangeError(`more than ${MAX_RECIPIENTS} recipients`);
      if (part.length > MAX_ADDRESS_LENGTH) throw new RangeError("recipient's address is too long");
      const address = part.toLowerCase();
      facts.push({ pointer, address, domain: domainOf(address) });
    }
  }
  return facts;
}
