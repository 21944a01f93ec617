import { useState } from 'react'
import { useNarrow } from '#kernel/ui/narrow.ts'
import type { PageProps } from '#kernel/ui/pages.ts'
import { Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { FilePanel } from '#modules/archive/ui/FilePanel.tsx'
import { PapersPanel } from '#modules/archive/ui/PapersPanel.tsx'
import { billing } from '#modules/billing/ui/billing.ts'
import { BillingPanel } from '#modules/billing/ui/BillingPanel.tsx'
import { useNames } from '#modules/clients/ui/names.ts'
import { CostPanel } from '#modules/costs/ui/CostPanel.tsx'
import { deliverables, readyOf } from '#modules/deliverables/ui/deliverables.ts'
import { DeliverablesPanel } from '#modules/deliverables/ui/DeliverablesPanel.tsx'
import { workOf } from '#modules/deliverables/ui/hands.ts'
import { SendToClient } from '#modules/deliverables/ui/SendToClient.tsx'
import { RecordPanel } from '#modules/desk/ui/RecordPanel.tsx'
import { jobs } from '#modules/jobs/ui/jobs.ts'
import { OrderDetails } from '#modules/jobs/ui/OrderDetails.tsx'
import { OrderHead } from '#modules/jobs/ui/OrderHead.tsx'
import { Parties } from '#modules/jobs/ui/Parties.tsx'
import { Source } from '#modules/jobs/ui/Source.tsx'
import { SchedulePanel } from '#modules/schedules/ui/SchedulePanel.tsx'
import { signoff } from '#modules/signoff/ui/signoff.ts'

/**
 * The docket: one job from order to filing, put together of every module's panel. The ids of the panels are where the next box leads. Until it is issued the order itself comes first.
 * In one column, on a phone, what one is asked on the way comes first: the client's words, the money left, the days, the work and who answers for it.
 */
const JobPage = ({ params }: PageProps) => {
  const of = { client: params.client!, job: params.job! }
  const job = useRead(jobs.get, of)
  const made = useRead(deliverables.forJob, of)
  const [sending, setSending] = useState(false)
  const ready = made.data ? readyOf(made.data.deliverables) : null
  const signed = useRead(signoff.papers, of)
  const work = made.data && signed.data ? workOf(made.data.deliverables, signed.data) : null
  const money = useRead(billing.forJob, of)
  const requested = money.data?.requests.some((r) => r.state === 'open') ?? false
  const names = useNames(of.client)
  const narrow = useNarrow()
  return (
    <Loaded page of={job}>
      {(one) => {
        const cost = <CostPanel {...of} />
        const parties = <Parties job={one} names={names} />
        const papers = <PapersPanel {...of} number={one.number} />
        const order = <OrderDetails job={one} />
        // Only an order that was never issued is cancelled: there is no work, no money and no file that any panel could speak of.
        const live = one.state !== 'cancelled'
        return (
          <>
            <OrderHead job={one} names={names} work={work} requested={requested} onSend={() => setSending(true)} />
            <div className="cols">
              <div>
                <Source job={one} names={names} />
                {!one.issuedAt && order}
                {live && narrow && cost}
                {live && <SchedulePanel {...of} />}
                {live && <DeliverablesPanel {...of} />}
                {narrow && parties}
                {one.issuedAt && order}
                {live && <BillingPanel {...of} />}
                {narrow && papers}
                {live && <FilePanel {...of} />}
                <RecordPanel {...of} />
              </div>
              {!narrow && <aside>{live && cost}{parties}{papers}</aside>}
            </div>
            {sending && ready && <SendToClient client={of.client} version={ready} onClose={() => setSending(false)} />}
          </>
        )
      }}
    </Loaded>
  )
}
export default JobPage
