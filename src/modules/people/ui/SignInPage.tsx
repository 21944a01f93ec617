import SignIn from './SignIn.tsx'

/** Sign-in at an address of its own, for links and second tabs. */
export default function SignInPage() {
  return <SignIn overlay={false} onDone={() => location.assign('/')} />
}
