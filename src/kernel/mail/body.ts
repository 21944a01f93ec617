const mark = '{{link}}'

/** The text part: the link stands where the body names it, or at the end. */
export const plain = (body: string, link: string | null): string => {
  if (link === null) return body.replaceAll(mark, '').trimEnd()
  return body.includes(mark) ? body.replaceAll(mark, () => link) : `${body.trimEnd()}\n\n${link}\n`
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] as string)

/**
 * The HTML part: the same words, one column, system fonts, no picture and nothing loaded from anywhere. The link is
 * shown as it is, so that a careful reader sees where it leads.
 */
export const html = (body: string, link: string | null, sender: string): string => {
  const [text, where] = link === null ? [body.replaceAll(mark, '').trimEnd(), ''] : [body.includes(mark) ? body : `${body.trimEnd()}\n\n${mark}`, link]
  const shown = where === '' ? '' : `<a href="${escaped(where)}" style="color:#1f3a5f;word-break:break-all">${escaped(where)}</a>`
  const paragraphs = escaped(text).split(/\n{2,}/).map((p) => `<p style="margin:0 0 1em">${p.replaceAll('\n', '<br>').replaceAll(mark, () => shown)}</p>`)
  return `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;background:#f6f3ec;color:#1c1b19;font:16px/1.7 'PingFang TC','PingFang SC','Microsoft JhengHei','Microsoft YaHei',system-ui,sans-serif">
<div style="max-width:38em;margin:0 auto;padding:32px 24px;background:#fffdf8">
${paragraphs.join('\n')}
<p style="margin:2em 0 0;padding-top:1em;border-top:1px solid #ddd6c8;color:#6b665c;font-size:13px">${escaped(sender)}</p>
</div></body></html>`
}
