/**
 * What a title is found by: its own words, and those that people use for the same thing. `alike` holds a group a line,
 * its words parted by commas (`ui.alike`, in the reader's language); a group counts for a title that holds one of them.
 */
export const foundBy = (title: string, alike: string): string => {
  const own = title.toLowerCase()
  const groups = alike.split('\n').map((line) => line.split(',').map((word) => word.trim().toLowerCase()))
  return [own, ...groups.filter((group) => group.some((word) => own.includes(word))).flat()].join('\n')
}
