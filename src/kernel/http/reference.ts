import type { OpenAPI } from '@orpc/contract'
import { html, raw } from 'hono/html'

const css = `:root{color-scheme:light dark;--ink:light-dark(#23201b,#ece6da);--paper:light-dark(#f7f3ea,#1b1a17);--line:light-dark(#d9d1c0,#3a372f);--dim:light-dark(#6b6455,#a79f8d)}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.55 Inter,system-ui,"Noto Sans TC","Noto Sans SC",sans-serif}
main{max-width:60rem;margin:0 auto;padding:2.5rem 1.25rem 6rem}h1{font-size:1.7rem;margin:0 0 1rem}h2{font-size:1.15rem;margin:2.75rem 0 .5rem;border-bottom:1px solid var(--line);padding-bottom:.35rem}
nav{display:flex;flex-wrap:wrap;gap:.25rem .9rem}a{color:inherit}code,pre{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.86em;overflow-wrap:anywhere}pre{white-space:pre-wrap;border:1px solid var(--line);padding:.75rem;border-radius:3px}
details{border-bottom:1px solid var(--line);padding:.4rem 0}summary{cursor:pointer;display:flex;gap:.75rem;align-items:baseline}summary b{min-width:4rem;font-weight:600;font-size:.8em}summary span{color:var(--dim)}
details>div{padding:.25rem 0 .75rem 4.75rem}.dim{color:var(--dim)}p{white-space:pre-line}@media(max-width:40rem){details>div{padding-left:0}summary{flex-wrap:wrap}}`

type Schema = Record<string, unknown>
/** A JSON schema as one reads it: `{ client: string, days: [{ … }] }`. */
const shape = (schema: Schema | undefined, depth = 0): string => {
  if (!schema || typeof schema !== 'object') return 'any'
  const { type, properties, required, items, anyOf, oneOf, enum: choices, format, const: only } = schema as {
    type?: string | string[]; properties?: Record<string, Schema>; required?: string[]; items?: Schema; anyOf?: Schema[]; oneOf?: Schema[]; enum?: unknown[]; format?: string; const?: unknown
  }
  if (only !== undefined) return JSON.stringify(only)
  if (choices) return choices.map((c) => JSON.stringify(c)).join(' | ')
  if (anyOf ?? oneOf) return (anyOf ?? oneOf ?? []).map((s) => shape(s, depth)).join(' | ')
  if (properties) {
    const pad = '  '.repeat(depth + 1)
    const lines = Object.entries(properties).map(([key, s]) => `${pad}${key}${required?.includes(key) ? '' : '?'}: ${shape(s, depth + 1)}`)
    return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`
  }
  if (items) return `[${shape(items, depth)}]`
  return [Array.isArray(type) ? type.join(' | ') : (type ?? 'any'), format ? `(${format})` : ''].filter(Boolean).join(' ')
}
const jsonOf = (body: unknown): Schema | undefined => (body as { content?: Record<string, { schema?: Schema }> } | undefined)?.content?.['application/json']?.schema

const operationView = (path: string, method: string, o: OpenAPI.OperationObject) => {
  const extra = o as { 'x-refusals'?: string[]; 'x-roles'?: string[] }
  const parameters = (o.parameters ?? []) as OpenAPI.ParameterObject[]
  const input = jsonOf(o.requestBody)
  const output = jsonOf(Object.entries(o.responses ?? {}).find(([status]) => status.startsWith('2'))?.[1])
  return html`<details id="${o.operationId ?? path}"><summary><b>${method.toUpperCase()}</b><code>${path}</code><span>${o.summary ?? ''}</span></summary><div>
${parameters.length > 0 ? html`<div class="dim">Parameters</div><pre>${parameters.map((p) => `${p.name} (${p.in}${p.required ? ', required' : ''}): ${shape(p.schema as Schema)}`).join('\n')}</pre>` : ''}
${input ? html`<div class="dim">Body</div><pre>${shape(input)}</pre>` : ''}
${output ? html`<div class="dim">Answer</div><pre>${shape(output)}</pre>` : ''}
${extra['x-roles']?.length ? html`<div><span class="dim">Roles:</span> ${extra['x-roles'].join(', ')}</div>` : ''}
${extra['x-refusals']?.length ? html`<div><span class="dim">Refusals:</span> <code>${extra['x-refusals'].join(', ')}</code></div>` : ''}
</div></details>`
}

/** The API as a person reads it, made from the same document that machines read; no script, nothing from elsewhere. */
export const referencePage = (document: OpenAPI.Document, nonce: string) => {
  const groups = new Map<string, ReturnType<typeof operationView>[]>()
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = item?.[method]
      if (!operation) continue
      const tag = operation.tags?.[0] ?? 'other'
      groups.set(tag, [...(groups.get(tag) ?? []), operationView(path, method, operation)])
    }
  }
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Docket API</title>
<style nonce="${nonce}">${raw(css)}</style></head><body><main><h1>Docket API</h1><p>${document.info.description ?? ''}</p>
<p><a href="/api/v1/openapi.json">openapi.json</a> · ${document.servers?.[0]?.url ?? ''}</p>
<nav aria-label="Contents">${[...groups.keys()].map((tag) => html`<a href="#tag-${tag}">${tag}</a>`)}</nav>
${[...groups].map(([tag, operations]) => html`<section><h2 id="tag-${tag}">${tag}</h2>${operations}</section>`)}
</main></body></html>`
}
