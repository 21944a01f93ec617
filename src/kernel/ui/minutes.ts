/** The most that one entry of working time may hold: a day. */
const most = 24 * 60

/**
 * Reads working time as people write it: `1:30`, `90`, `1.5h`, `1h30`, `1 小時 30 分`, full-width forms too. A bare number up to 12
 * and one with a point are hours, for nobody logs two minutes; above that it is minutes. Answers null when it cannot be read, is not above zero, or is more than a day.
 */
export const parseMinutes = (text: string): number | null => {
  const bare = text.normalize('NFKC').trim().toLowerCase().replace(/小時|小时|鐘頭|hours?|hrs?/g, 'h').replace(/分鐘|分钟|分|minutes?|mins?/g, 'm').replace(/\s+/g, '')
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(bare)
  const words = /^(?:(\d{1,2}(?:\.\d{1,2})?)h)?(?:(\d{1,4})m?)?$/.exec(bare)
  const hours = /^\d{1,2}\.\d{1,2}$/.test(bare) || (/^\d{1,2}$/.test(bare) && Number(bare) <= 12)
  const minutes = hours ? Math.round(Number(bare) * 60) : clock ? Number(clock[1]) * 60 + Number(clock[2]) : words && bare ? Math.round(Number(words[1] ?? 0) * 60) + Number(words[2] ?? 0) : 0
  return minutes > 0 && minutes <= most ? minutes : null
}

/** `1:30`, as the field writes it back. */
export const showMinutes = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
