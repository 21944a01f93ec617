const whole = /([A-Z]{1,3}-\d{4}-\d+(?:-[A-Z0-9]+)?|(?:\d+ ?年 ?)?\d+ ?月 ?\d+ ?日|第 ?\d+ ?版|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \d{4})?)/
/** A sentence whose numbers (`IN-2026-0002`), dates and versions are not broken over two lines. In a file of its own: every title takes it, and the first load does without money and calendars. */
export const Kept = ({ children }: { children: string }) => children.split(whole).map((part, n) => (n % 2 ? <span key={part} className="keep">{part}</span> : part))
