import { runAgendaCommand } from "../agenda/agenda-command.ts";

/** `roomkeeper agenda`: what a room would show of these calendars. */
export function runAgenda(args: string[]): Promise<number> {
  return runAgendaCommand(args, {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  });
}
