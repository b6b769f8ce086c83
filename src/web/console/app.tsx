import { Frame } from "./frame/frame.tsx";
import { place } from "./navigation.ts";
import { Refusal } from "./parts/refusal.tsx";
import { Waiting } from "./parts/waiting.tsx";
import { loadSession, session } from "./session.ts";
import { SignIn } from "./sign-in/sign-in.tsx";
import { Welcome } from "./sign-in/welcome.tsx";

/** What the address shows to whoever is signed in, or how to sign in. */
export function App() {
  const now = session.value;
  const [first] = place.value.parts;
  if (now.kind === "loading") return <Waiting />;
  if (first === "welcome") return <Welcome secret={place.value.hash} />;
  switch (now.kind) {
    case "out":
      return <SignIn />;
    case "failed":
      return (
        <main class="alone">
          <Refusal problem={now.problem} again={() => void loadSession()} />
        </main>
      );
    case "in":
      return <Frame me={now.me} />;
  }
}
