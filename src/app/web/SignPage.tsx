import { useRead } from '#kernel/ui/useRead.ts'
import { jobs } from '#modules/jobs/ui/jobs.ts'
import { SignList } from '#modules/signoff/ui/SignList.tsx'

const JobName = ({ client, job }: { client: string; job: string }) => {
  const of = useRead(jobs.get, { client, job })
  return of.data ? <><span className="num">{of.data.number}</span> {of.data.title}</> : null
}

/** What awaits my signature, each with its job. */
export default function SignPage() {
  return <SignList job={of => (of.jobId === null ? <span className="num">{of.number}</span> : <JobName client={of.client} job={of.jobId} />)} />
}
