// Names the characters that a person does not see: by kind, and where each of them is ordinary writing.

export type HiddenKind =
  | "tag_characters"
  | "zero_width"
  | "bidi_control"
  | "ansi_escape"
  | "variation_selectors"
  | "control_character"
  | "private_use"
  | "invisible_filler";

const ESCAPES = String.raw`\x1B\x90\x98\x9B-\x9F`;
const BIDI = String.raw`\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C`;
const FILLERS = String.raw`\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180E\u2800\u3164\uFFA0`;
const UNSEEN = String.raw`\p{Default_Ignorable_Code_Point}\p{Variation_Selector}\p{Co}${BIDI}${FILLERS}\uFFF9-\uFFFB`;

/** Every character that may be hidden. Tabs and line ends are controls too, but everybody's. */
export const SUSPECT = String.raw`${UNSEEN}\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F`;

/** Scripts that join letters, and say with ZWNJ and ZWJ where not to, or where to. */
const JOINING = String.raw`\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Adlam}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Balinese}\p{Script=Javanese}\p{Script=Meetei_Mayek}\p{Script=Grantha}\p{Script=Newa}\p{Script=Tirhuta}`;
/** Scripts without spaces between words, where a zero-width space says that a line may break. */
const UNSPACED = String.raw`\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tai_Le}\p{Script=New_Tai_Lue}\p{Script=Tai_Tham}\p{Script=Tai_Viet}\p{Script=Balinese}\p{Script=Javanese}\p{Script=Tibetan}`;
const RIGHT_TO_LEFT = String.raw`[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]`;
const PICTURE = String.raw`[\p{Extended_Pictographic}\p{Regional_Indicator}]`;

const ALONE = `(?![${UNSEEN}])`;
const FIRST = `(?<![${UNSEEN}])`;

/**
 * The flags of England, Scotland and Wales: the only tag sequences that Unicode recommends. Others would be visible as
 * a black flag at most, and could spell whatever they like.
 */
const FLAG = ["gbeng", "gbsct", "gbwls"]
  .map((region) => [...region].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join(""))
  .join("|");

/** Where such a character is ordinary writing. Each looks at a bounded number of neighbors. */
const ORDINARY = [
  String.raw`(?<=\u{1F3F4})(?:${FLAG})\u{E007F}`,
  // Text or emoji style, of one symbol.
  String.raw`(?<=[\p{Emoji}\p{So}]\p{Emoji_Modifier}?)[\uFE0E\uFE0F](?!\p{Variation_Selector})`,
  // Variants of signs, of ideographs and their punctuation, of letters in scripts that have them.
  String.raw`(?<=[\p{Sm}\p{Script=Myanmar}\p{Script=Phags_Pa}])\uFE00${ALONE}`,
  String.raw`(?<=[\u3001\u3002\uFF01\uFF0C\uFF0E\uFF1A\uFF1B\uFF1F\u2018\u2019\u201C\u201D])[\uFE00\uFE01]${ALONE}`,
  String.raw`(?<=[\p{Unified_Ideograph}\p{Ideographic}])[\uFE00-\uFE02\u{E0100}-\u{E01EF}]${ALONE}`,
  String.raw`(?<=\p{Script=Mongolian})[\u180B-\u180F]${ALONE}`,
  // Joined emoji.
  String.raw`(?<=${PICTURE}[\uFE0E\uFE0F\p{Emoji_Modifier}]?|\u{E007F})\u200D(?=${PICTURE})`,
  // Joining scripts: at one letter of theirs, one joiner.
  String.raw`(?<=[${JOINING}])(?<=[\p{L}\p{M}\p{N}])[\u200C\u200D]${ALONE}`,
  String.raw`${FIRST}[\u200C\u200D](?=[${JOINING}])(?=[\p{L}\p{M}])`,
  String.raw`(?<=[${UNSPACED}])\u200B${ALONE}|${FIRST}\u200B(?=[${UNSPACED}])`,
  // Direction marks near text that runs the other way.
  String.raw`(?:(?<=${RIGHT_TO_LEFT}[^]{0,16})|(?=[^]{0,16}${RIGHT_TO_LEFT}))[\u200E\u200F\u061C](?![\u200E\u200F\u061C]{2})(?<![\u200E\u200F\u061C]{3})`,
  // Old Hangul writes a missing part of a syllable as a filler.
  String.raw`\u115F(?=[\u1161-\u11A7])|(?<=[\u1100-\u115E])\u1160(?=[\u11A8-\u11FF])`,
  // Keeps two marks on one letter apart.
  String.raw`(?<=\p{M})\u034F(?=\p{M})`,
].join("|");

/** A hint where a word may be cut, in text that has more than one word. */
const SOFT_HYPHEN = String.raw`(?<=\p{L})\u00AD(?=\p{L})`;

/** Each kind's characters, in the order in which they are tried; the last takes what is left. */
const KINDS: readonly (readonly [HiddenKind, string])[] = [
  ["ansi_escape", String.raw`(?:\x1B\[|\x9B)[0-?]{0,64}[ -/]{0,8}[@-~]|\x1B[ -/]{0,8}[0-~]|[${ESCAPES}]`],
  ["tag_characters", String.raw`[\u{E0000}-\u{E007F}]+`],
  ["variation_selectors", String.raw`\p{Variation_Selector}+`],
  ["bidi_control", `[${BIDI}]+`],
  ["invisible_filler", String.raw`\u2800+|[${FILLERS}]`],
  ["private_use", String.raw`\p{Co}+`],
  ["control_character", String.raw`\p{Cc}`],
  ["zero_width", String.raw`(?:[\u200B-\u200D\u2060-\u2064\uFEFF]{2,}|[^])`],
];

const GROUPS = KINDS.map(([, pattern]) => `(${pattern})`).join("|");
const ANY = new RegExp(`[${SUSPECT}]`, "u");
const IN_A_NAME = new RegExp(`(?=[${SUSPECT}])(?:${ORDINARY}|${GROUPS})`, "gu");
const IN_A_TEXT = new RegExp(`(?=[${SUSPECT}])(?:${ORDINARY}|${SOFT_HYPHEN}|${GROUPS})`, "gu");

export interface HiddenRun {
  readonly kind: HiddenKind;
  readonly text: string;
  readonly index: number;
}

/** The hidden runs of a text, in order. */
export function* listHiddenRuns(text: string): Generator<HiddenRun> {
  if (!ANY.test(text)) return;
  // Braille pictures use the blank pattern as their background.
  const hasBraille = /[\u2801-\u28FF]/.test(text);
  for (const match of text.matchAll(/\s/.test(text) ? IN_A_TEXT : IN_A_NAME)) {
    const kind = KINDS.find((_, index) => match[index + 1] !== undefined)?.[0];
    const [run] = match;
    if (kind === undefined || (run.startsWith("\u2800") && hasBraille)) continue;
    // A file that begins with a byte order mark.
    if (run === "\uFEFF" && match.index === 0 && text.includes("\n")) continue;
    yield { kind, text: run, index: match.index };
  }
}
