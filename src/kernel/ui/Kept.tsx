const numbers = /([A-Z]{1,3}-\d{4}-\d+(?:-[A-Z0-9]+)?)/
/** A sentence whose numbers (`IN-2026-0002`) are not broken at their hyphens. In a file of its own: every title takes it, and the first load does without money and calendars. */
export const Kept = ({ children }: { children: string }) => children.split(numbers).map((part, n) => (n % 2 ? <span key={part} className="keep">{part}</span> : part))
