/** A text with ordinary spaces throughout: what is compared is what it says, not where its lines may not end. */
export const plain = (text: string): string => text.replaceAll('\u00a0', ' ')
