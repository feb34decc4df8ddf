/** Names as they are compared: full-width and half-width forms are equal, spaces do not matter. */
export const comparable = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
