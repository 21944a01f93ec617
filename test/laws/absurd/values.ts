import type { Kind } from './shapes.ts'

const words = [
  '', ' \t ', '長'.repeat(5000), '王\u202e明小\u2066', '𠮷野家 堃', '👩‍👩‍👧‍👦🇹🇼', 'a\u0000b', '\ud800', '\u200b\u200d', '０１２３', '-1', '%_\\', "'; drop table docket.job; --", '<script>alert(1)</script>', '../../etc/passwd',
  '{{x}} {x, plural, other {#}}',
]
const days = ['2026-02-31', '0000-00-00', '9999-12-31', '2100-12-31', '-0001-01-01', '２０２６-０１-０１', '2026-1-1', '']
const wholes = [-1, 0, 0.5, 2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1, 1e308, '１']
const sums = [-1n, 0n, 10n ** 15n, 10n ** 15n + 1n, 2n ** 63n, 10n ** 40n, 0.5, '1.5', '１００', '1e5', '']
const ids = ['x', '00000000-0000-0000-0000-000000000000', '𠮷']
/** Of the wrong kind altogether. */
const others: readonly unknown[] = [null, [], { x: 1 }, 1e21, 'x']

/** What nobody in their right mind writes there. */
export const absurd: Record<Kind, readonly unknown[]> = { text: [...words, null, 1e21], day: [...days, null], whole: [...wholes, null], sum: [...sums, null], id: [...ids, 1], other: others }
