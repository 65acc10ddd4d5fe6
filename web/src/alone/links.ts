/** Links that open an AI with a text, cut to what a link can carry as in Python. */
import type { OpenAnswer, Target } from '../panels/learn/lesson';

const LONGEST = 2000; // encoded characters
const CUT = ' (The rest of this prompt is on my clipboard; ask me to paste it.)';
const SENTENCE_END = /[.?!\n](?=[ \n]|$)/g;

/** Encode every character but letters, digits and _.-~. */
const encoded = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

export function linkOf(targets: Target[], name: string, text: string): OpenAnswer {
  const target = targets.find((each) => each.name === name) ?? targets[0];
  if (!target.takes_prompt) return { url: target.address, text: '', note: target.note };
  const carried = fitting(text, LONGEST - target.address.length);
  return { url: target.address + encoded(carried), text: carried, note: target.note };
}

/** The text if it fits when encoded, else as many sentences as fit, and a note. */
function fitting(text: string, room: number): string {
  if (encoded(text).length <= room) return text;
  let most = '';
  let size = encoded(CUT).length;
  for (const letter of text) {
    size += encoded(letter).length;
    if (size > room) break;
    most += letter;
  }
  let end = 0;
  for (const match of text.matchAll(SENTENCE_END)) if (match.index + 1 <= most.length) end = match.index + 1;
  return (text.slice(0, end).trimEnd() || most) + CUT;
}
